"""The subcommands that show what the platform may do and what it is made of: permissions, package and audit."""

import json

import click

from cafe.aws import LocalAws, local_access
from cafe.build import bill_of_materials, function_zips
from cafe.build.audit import Check, staged_secrets
from cafe.build.audit import audit as checks
from cafe.build.checksums import write_checksums
from cafe.build.packaged_dependencies import parts
from cafe.checkout import workspace
from cafe.document import architecture, permissions_page
from cafe.environments import LOCAL
from cafe.errors import CafeError
from cafe.local import emulator
from cafe.platform import load_platform
from cafe.terminal import console, stderr, warn
from cafe.terraform_state import read_resources


@click.command()
@click.option("--list", "listing", is_flag=True, help="Also list what each zip holds, and why.")
@click.option("--json", "as_json", is_flag=True, help="Print sizes and checksums as JSON.")
def package(*, listing: bool, as_json: bool) -> None:
    """Build the functions' zips, and the bill of materials of each and of the page: the same bytes on every build."""
    space = workspace()
    built = function_zips.package(space)
    bills = bill_of_materials.write(space, built)
    write_checksums(space)
    if as_json:
        click.echo(json.dumps({x.path.name: {"bytes": x.size, "sha256": x.sha256} for x in built}))
        return
    for artifact in built:
        console.print(f"{artifact.path.name}  {artifact.size:,} bytes  sha256 {artifact.sha256}")
        for part in parts(function_zips.members(artifact.path)) if listing else ():
            console.print(f"{part.size:>9,}  {part.name}: {part.reason}", markup=False)
            for member in part.members:
                console.print(f"{member.size:>13,}  {member.name}", markup=False)
    for bill in bills:
        console.print(bill.name)


@click.command()
@click.option("--strict", is_flag=True, help="Also fail when an advisory service can't be asked.")
@click.option("--staged", is_flag=True, help="Look for secrets in what is staged, and for nothing else.")
def audit(*, strict: bool, staged: bool) -> None:
    """Look for secrets in the history, and for known vulnerabilities in the locked packages."""
    made = [staged_secrets(workspace())] if staged else checks(workspace())
    bad = [check for check in made if _tell(check) or (strict and check.unanswered)]
    if bad:
        raise CafeError(
            f"Not clean: {', '.join(check.subject for check in bad)}.", page="docs/security.md#supply-chain"
        )


@click.command()
@click.option("--check", is_flag=True, help="Fail when the committed picture is out of date.")
def diagram(*, check: bool) -> None:
    """Draw docs/architecture.svg from what Terraform made of the running platform."""
    space = workspace()
    alive = emulator.running(space)
    if alive is None:
        raise CafeError("The platform is not running.", "Start it: nox -s up")
    resources = read_resources(local_access(alive.endpoint), LOCAL)
    if check:
        architecture.check(space, resources)
    else:
        architecture.write(space, resources)


@click.command()
@click.option("--check", is_flag=True, help="Fail when the committed document is out of date.")
def permissions(*, check: bool) -> None:
    """Write docs/permissions.md from the roles of the running platform."""
    space = workspace()
    aws = LocalAws(load_platform(space).endpoint_url)
    if check:
        permissions_page.check(space, aws)
    else:
        permissions_page.write(space, aws)


def _tell(check: Check) -> bool:
    """Whether something was found."""
    for finding in check.findings:
        stderr.print(f"{check.subject}: {finding}", markup=False)
    if check.unanswered:
        warn(f"{check.subject} is not checked: {check.unanswered}")
    elif not check.findings:
        console.print(f"{check.subject}: nothing found")
    return check.findings != ()
