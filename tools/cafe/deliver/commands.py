"""The subcommands that bring a change to an environment: plan, plan-comment, deploy and rollback."""

from pathlib import Path

import click

from cafe.deliver.composition import apply_plans, make_plans, move_back
from cafe.deliver.plans.planning import LOG, SUMMARY, saved_summaries
from cafe.errors import CafeError
from cafe.terminal import console, stderr, summarize
from plan_comment.comment import MARKER, render_comment
from plan_comment.github_api import github, keep_comment

ENVIRONMENT = click.argument("environment", metavar="ENVIRONMENT")
FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command()
@ENVIRONMENT
@click.option("--out", type=FOLDER, required=True, help="Folder for the plans; they hold secrets.")
def plan(environment: str, out: Path) -> None:
    """Plan all units of an environment and save the plans.

    Exit code 0 when every unit could be planned, with changes or without; 1 when one could not.
    """
    manifest = make_plans(environment, out)
    summarize(render_comment(saved_summaries(out)))
    for unit in manifest.units:
        provisional = " (provisional)" if unit.is_provisional else ""
        console.print(f"{unit.name:<16}{unit.status}{provisional}")
    console.print(f"The plans are in {out}. All files but {SUMMARY} hold secrets.", markup=False)
    if manifest.failed:
        names = ", ".join(unit.name for unit in manifest.failed)
        raise CafeError(f"Not planned: {names}.", f"Terraform's messages are in {out}/UNIT/{LOG}.")


@click.command(name="plan-comment")
@click.argument("folders", type=FOLDER, nargs=-1, required=True, metavar="DIR...")
@click.option("--pull-request", "number", type=click.IntRange(1), help="Number of the pull request to comment on.")
@click.option("--repository", metavar="OWNER/NAME", help="Its repository (default: GITHUB_REPOSITORY).")
def plan_comment(folders: tuple[Path, ...], number: int | None, repository: str | None) -> None:
    """Print what saved plans will do, as Markdown.

    With --pull-request it is also kept as one comment there. Reads summary.json of each folder. Needs
    GITHUB_TOKEN, and GITHUB_API_URL unless it is github.com's.
    """
    text = render_comment(saved_summaries(*folders))
    click.echo(text, nl=False)
    if number is not None:
        address = keep_comment(github(repository), number, MARKER, text)
        stderr.print(f"The comment is {address}", markup=False)


@click.command()
@ENVIRONMENT
@click.option("--plan", "folder", type=FOLDER, required=True, help="Folder that `cafe plan` wrote.")
@click.option("--same-as", type=FOLDER, help="Plans that were deployed before; the artifacts must be the same.")
def deploy(environment: str, folder: Path, same_as: Path | None) -> None:
    """Apply saved plans and publish the page.

    Records what was live before, for `cafe rollback`.
    """
    progress = apply_plans(environment, folder, same_as)
    for unit, outcome in progress.units.items():
        console.print(f"{unit:<16}{outcome}")
    for function, move in progress.moves.items():
        console.print(f"{function:<16}version {move.before or '(new)'} → {move.after}", markup=False)
    console.print(f"{environment} is deployed. To put the functions back: cafe rollback {environment}")


@click.command()
@ENVIRONMENT
@click.option("--function", "functions", multiple=True, help="Only this function; repeatable.")
@click.option("--to", "version", type=click.IntRange(1), help="This version instead of the one before.")
def rollback(environment: str, functions: tuple[str, ...], version: int | None) -> None:
    """Put the versions before the last deployment live again.

    Takes seconds.
    """
    steps = move_back(environment, functions, version)
    for step in steps:
        console.print(f"{step.function:<16}{step.why_not or step}", markup=False)
    moved = [f"- {step.function}: {step}" for step in steps if not step.why_not]
    if moved:
        summarize("\n".join((f"### {environment} was rolled back", "", *moved)))
        console.print("The next plan shows this as a change outside Terraform. Revert the fault before it is applied.")
