"""The subcommands that write documents from the code and the running platform."""

import click

from cafe.aws import LocalAws, local_access
from cafe.checkout import workspace
from cafe.document import api_compatibility, architecture, permissions_page
from cafe.document import openapi as openapi_document
from cafe.environments import LOCAL
from cafe.platform import load_platform
from cafe.terminal import console
from cafe.terraform_state import read_resources

CHECK = click.option("--check", is_flag=True, help="Only check: fail when the committed file is out of date.")


@click.command()
@CHECK
@click.option("--against", metavar="BRANCH", help="Fail when it would break clients of the API as BRANCH has it.")
def openapi(*, check: bool, against: str | None) -> None:
    """Write docs/openapi.json from the API's contract.

    Example: cafe openapi --against origin/main
    """
    space = workspace()
    if against:
        console.print(api_compatibility.check(space, against))
    else:
        openapi_document.page(space).update(check=check)


@click.command()
@CHECK
def diagram(*, check: bool) -> None:
    """Draw docs/architecture.svg from the running platform."""
    space = workspace()
    resources = read_resources(local_access(load_platform(space).endpoint_url), LOCAL)
    architecture.page(space, resources).update(check=check)


@click.command()
@CHECK
def permissions(*, check: bool) -> None:
    """Write docs/permissions.md from the running platform."""
    space = workspace()
    aws = LocalAws(load_platform(space).endpoint_url)
    permissions_page.page(space, aws).update(check=check)
