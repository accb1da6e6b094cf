"""The subcommands that only the workflows need: roles, plans between jobs, plans of forks, drift."""

from pathlib import Path

import click

from cafe.checkout import workspace
from cafe.deliver import composition
from cafe.deliver.commands import ENVIRONMENT, FOLDER
from cafe.deliver.drift_issue import DriftIssue
from cafe.deliver.plans.planning import saved_summaries
from cafe.environments import live_environment
from cafe.terminal import console, set_output, summarize
from plan_comment.github_api import github

NO_PLAN = (
    "A pull request from a fork has no plan: planning reads the AWS accounts, and foreign code must not obtain their "
    "credentials. The tests run without them. To have the change planned, a maintainer reviews it and pushes it to a "
    "branch of this repository."
)


@click.command()
@click.argument("environment")
@click.argument("purpose", type=click.Choice(["plan", "deploy"]))
def role(environment: str, purpose: str) -> None:
    """Print the role of the workflows in an environment."""
    live = live_environment(workspace(), environment)
    arn = live.role_arn(purpose)
    set_output("arn", arn)
    set_output("region", live.region)
    console.print(f"{arn} in {live.region}", markup=False)


@click.command(name="upload-plans")
@ENVIRONMENT
@click.option("--plan", "folder", type=FOLDER, required=True, help="Folder that `cafe plan` wrote.")
def upload_plans(environment: str, folder: Path) -> None:
    """Upload saved plans to the environment's plan bucket.

    For the job that deploys them. Prints their digest.
    """
    digest = composition.upload_plans(environment, folder)
    set_output("digest", digest)
    console.print(digest, markup=False)


@click.command(name="download-plans")
@ENVIRONMENT
@click.option("--digest", required=True, help="What `cafe upload-plans` printed.")
@click.option("--out", type=FOLDER, required=True, help="Folder for the plans; they hold secrets.")
def download_plans(environment: str, digest: str, out: Path) -> None:
    """Download saved plans from the environment's plan bucket.

    Only those of the digest.
    """
    composition.download_plans(environment, digest, out)
    console.print(f"The plans of {environment} are in {out}.", markup=False)


@click.command(name="no-plan")
def no_plan() -> None:
    """Print why a pull request from a fork has no plan."""
    summarize(NO_PLAN)
    console.print(f"::notice title=No plan::{NO_PLAN}", markup=False)


@click.command()
@click.argument("folders", type=FOLDER, nargs=-1, required=True, metavar="DIR...")
@click.option("--repository", metavar="OWNER/NAME", help="Where the issue is (default: GITHUB_REPOSITORY).")
def drift(folders: tuple[Path, ...], repository: str | None) -> None:
    """Keep one issue open while an environment has drifted.

    Reads summary.json of each folder. Needs GITHUB_TOKEN, and GITHUB_API_URL unless it is github.com's.
    """
    outcome = DriftIssue(github(repository)).keep(saved_summaries(*folders))
    summarize(outcome)
    console.print(outcome, markup=False)
