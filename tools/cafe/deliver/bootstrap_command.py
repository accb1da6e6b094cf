"""The subcommand that prepares an account for deploys."""

import click

from cafe.checkout import workspace
from cafe.deliver.bootstrap import Bootstrap, provider_in
from cafe.deliver.composition import Target, check_tools, target
from cafe.deliver.github_repository import GitHubRepository, parse_repository, repository_of
from cafe.deliver.plans.terragrunt import Terragrunt
from cafe.environments import LOCAL, LiveEnvironment
from cafe.errors import CafeError
from cafe.terminal import console

NEXT_STEPS = """
{name} can be deployed to.
  plan role    {plan}
  deploy role  {deploy}
Next: create the environment {name} at {settings}. Let only the default branch deploy to it,
and give the last environment required reviewers."""
WITHOUT_IDS = """
If the repository was created since June 2026, its tokens hold ids. Run again with them:
  gh api repos/{repository} --jq '"\\(.owner.login)@\\(.owner.id)/\\(.name)@\\(.id)"'"""


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
    """Prepare an account for deployments, once.

    Needs your own credentials for it. Makes a place for Terraform's state, and the roles that GitHub's workflows
    assume. Safe to run again: a second run changes nothing.
    """
    if environment == LOCAL.name:
        raise CafeError("This machine needs no bootstrap.", "Start it: nox -s up")
    space = workspace()
    repository = parse_repository(named) if named else repository_of(space.root)
    check_tools(space)
    with target(environment) as account:
        live = account.live
        _print(f"{live.name}: account {live.account_id} in {live.region}, for github.com/{repository}")
        _bootstrap(account, repository, is_agreed=yes, is_dry=dry_run).run()
    _print("\nNothing was made: this was a dry run." if dry_run else _next_steps(live, repository))


def _bootstrap(account: Target, repository: GitHubRepository, *, is_agreed: bool, is_dry: bool) -> Bootstrap:
    settings = {"CAFE_REPOSITORY": repository.to_json(), "CAFE_OIDC_PROVIDER": provider_in(account.access.aws)}
    return Bootstrap(
        live=account.live,
        aws=account.access.aws,
        units=Terragrunt(account.space, account.live, account.access, settings),
        folder=account.space.local / "bootstrap" / account.live.name,
        agree=lambda: is_agreed or click.confirm("Go on?"),
        is_dry=is_dry,
    )


def _next_steps(live: LiveEnvironment, repository: GitHubRepository) -> str:
    steps = NEXT_STEPS.format(
        name=live.name,
        plan=live.role_arn("plan"),
        deploy=live.role_arn("deploy"),
        settings=f"github.com/{repository.owner}/{repository.name}/settings/environments",
    )
    return steps if repository.ids else steps + WITHOUT_IDS.format(repository=repository)


def _print(text: str) -> None:
    console.print(text, markup=False)
