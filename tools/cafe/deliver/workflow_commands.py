"""Steps of the workflows that a person needs to type only to see what they say."""

from pathlib import Path

import click

from cafe.checkout import workspace
from cafe.deliver.commands import ENVIRONMENT, FOLDER
from cafe.deliver.composition import fetch_plans, keep_plans
from cafe.deliver.drift_issue import DriftIssue
from cafe.deliver.plans.planning import saved_summaries
from cafe.environments import live_environment
from cafe.terminal import console, set_output, summarize
from plan_comment.github_api import github

NO_PLAN = (
    "There is no plan for a pull request from a fork: planning reads the AWS accounts, and code from outside must "
    "not get at their credentials. The tests run without them. A maintainer who has read the change can push it to "
    "a branch of this repository to have it planned."
)


@click.command()
@click.argument("environment")
@click.argument("purpose", type=click.Choice(["plan", "deploy"]))
def role(environment: str, purpose: str) -> None:
    """Say which role a workflow assumes to plan or to deploy an environment."""
    live = live_environment(workspace(), environment)
    arn = live.role_arn(purpose)
    set_output("arn", arn)
    set_output("region", live.region)
    console.print(f"{arn} in {live.region}", markup=False)


@click.command(name="keep-plan")
@ENVIRONMENT
@click.option("--plan", "folder", type=FOLDER, required=True, help="Folder that `cafe plan` wrote.")
def keep_plan(environment: str, folder: Path) -> None:
    """Keep saved plans in the environment's plan bucket, for the job that deploys them; prints their digest."""
    digest = keep_plans(environment, folder)
    set_output("digest", digest)
    console.print(digest, markup=False)


@click.command(name="fetch-plan")
@ENVIRONMENT
@click.option("--digest", required=True, help="What `cafe keep-plan` printed.")
@click.option("--out", type=FOLDER, required=True, help="Folder for the plans; they hold secrets.")
def fetch_plan(environment: str, digest: str, out: Path) -> None:
    """Bring saved plans from the environment's plan bucket, and only those of this digest."""
    fetch_plans(environment, digest, out)
    console.print(f"The plans of {environment} are in {out}.", markup=False)


@click.command(name="no-plan")
def no_plan() -> None:
    """Say why a pull request from a fork gets no plan."""
    summarize(NO_PLAN)
    console.print(f"::notice title=No plan::{NO_PLAN}", markup=False)


@click.command()
@click.argument("folders", type=FOLDER, nargs=-1, required=True, metavar="DIR...")
@click.option("--repository", metavar="OWNER/NAME", help="Where the issue is (default: GITHUB_REPOSITORY).")
def drift(folders: tuple[Path, ...], repository: str | None) -> None:
    """Keep one issue open while saved plans of what is deployed find work.

    Reads only summary.json of each folder. Needs GITHUB_TOKEN, and GITHUB_API_URL where it is not github.com's.
    """
    said = DriftIssue(github(repository)).keep(saved_summaries(*folders))
    summarize(said)
    console.print(said, markup=False)
