"""The subcommand that brings an account to where it can be deployed to."""

import click

from cafe.aws_errors import explain_aws_errors
from cafe.checkout import workspace
from cafe.deliver.bootstrap import Bootstrap, provider_in
from cafe.deliver.composition import Reached, check_tools, reach
from cafe.deliver.github_repository import Repository, parse_repository, repository_of
from cafe.deliver.plans.infrastructure import LiveInfrastructure
from cafe.deliver.plans.terragrunt import Units
from cafe.environments import LOCAL
from cafe.errors import CafeError
from cafe.terminal import console


@click.command()
@click.argument("environment", metavar="ENVIRONMENT")
@click.option(
    "--repository",
    "named",
    metavar="OWNER/NAME",
    help="GitHub repository that may deploy (default: the remote `origin`); OWNER@ID/NAME@ID trusts its ids as well.",
)
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--dry-run", is_flag=True, help="Explain and show what would be made; make nothing.")
def bootstrap(environment: str, named: str | None, *, yes: bool, dry_run: bool) -> None:
    """Make what an account needs before it can be deployed to, once, with your own credentials.

    A place for Terraform's state, and the roles that GitHub's workflows assume. Safe to run again: a second run
    changes nothing.
    """
    space = workspace()
    if environment == LOCAL.name:
        raise CafeError("This machine needs no bootstrap.", "Start it: nox -s up")
    repository = parse_repository(named) if named else repository_of(space.root)
    check_tools(space)
    reached = reach(environment)
    console.print(
        f"{environment}: account {reached.live.account_id} in {reached.live.region}, for github.com/{repository}",
        markup=False,
    )
    with explain_aws_errors(reached.live):
        _bootstrap(reached, repository, is_agreed=yes, is_dry=dry_run).run()
    _tell(reached, repository, is_dry=dry_run)


def _bootstrap(reached: Reached, repository: Repository, *, is_agreed: bool, is_dry: bool) -> Bootstrap:
    settings = {"CAFE_REPOSITORY": repository.to_json(), "CAFE_OIDC_PROVIDER": provider_in(reached.access.aws)}
    infrastructure = LiveInfrastructure(reached.space, reached.live, reached.access, settings)
    return Bootstrap(
        live=reached.live,
        aws=reached.access.aws,
        state=infrastructure,
        terraform=Units(infrastructure),
        folder=reached.space.local / "bootstrap" / reached.live.name,
        agree=lambda: is_agreed or click.confirm("Go on?"),
        is_dry=is_dry,
    )


def _tell(reached: Reached, repository: Repository, *, is_dry: bool) -> None:
    if is_dry:
        console.print("\nNothing was made: this was a dry run.")
        return
    name = reached.live.name
    settings = f"github.com/{repository.owner}/{repository.name}/settings/environments"
    lines = (
        f"\n{name} can be deployed to.",
        f"  plan role    {reached.live.role_arn('plan')}",
        f"  deploy role  {reached.live.role_arn('deploy')}",
        f"Next: make the environment {name} at {settings}; let only the default branch deploy to it, and give prod",
        "required reviewers.",
    )
    for line in lines:
        console.print(line, markup=False)
    if repository.ids is None:
        console.print(
            "Was the repository made since June 2026? Then its tokens bear ids; run again with them:\n"
            f"  gh api repos/{repository} --jq '\"\\(.owner.login)@\\(.owner.id)/\\(.name)@\\(.id)\"'",
            markup=False,
        )
