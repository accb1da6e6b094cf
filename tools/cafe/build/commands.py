"""The subcommands that build and check what is deployed."""

import json

import click

from cafe.build import bill_of_materials, function_zips, module_lint, website, workflow_lint
from cafe.build.audit import Audited, audit_all, staged_secrets
from cafe.build.checksums import write_checksums
from cafe.build.packaged_dependencies import parts
from cafe.checkout import workspace
from cafe.errors import CafeError
from cafe.terminal import console, stderr, warn


@click.command()
@click.option("--list", "listing", is_flag=True, help="Also list what each zip holds, and why.")
@click.option("--json", "as_json", is_flag=True, help="Print sizes and checksums as JSON.")
def package(*, listing: bool, as_json: bool) -> None:
    """Build the functions' zips and bills of materials.

    The bytes are the same on every build.
    """
    space = workspace()
    built = function_zips.package(space)
    bills = bill_of_materials.write(space, built)
    write_checksums(space)
    if as_json:
        click.echo(json.dumps({x.path.name: {"bytes": x.size, "sha256": x.sha256} for x in built}))
        return
    for artifact in built:
        console.print(f"{artifact.path.name}  {artifact.size:,} bytes  sha256 {artifact.sha256}")
        if listing:
            _list(artifact)
    for bill in bills:
        console.print(bill.name)


@click.command(name="build-page")
def build_page() -> None:
    """Build the page when its sources changed."""
    built = website.build(workspace())
    write_checksums(workspace())
    console.print(str(built))


@click.command()
@click.option("--strict", is_flag=True, help="Also fail when an advisory service does not answer.")
@click.option("--staged", is_flag=True, help="Only scan staged files for secrets.")
def audit(*, strict: bool, staged: bool) -> None:
    """Look for secrets and known vulnerabilities.

    Secrets are searched in the history, vulnerabilities in the locks."""
    made = [staged_secrets(workspace())] if staged else audit_all(workspace())
    bad = [audited for audited in made if _print(audited) or (strict and audited.unanswered)]
    if bad:
        raise CafeError(
            f"Not clean: {', '.join(audited.subject for audited in bad)}.", page="docs/security.md#supply-chain"
        )


@click.command()
@click.option("--write", is_flag=True, help="Bring the modules' READMEs up to date instead.")
def modules(*, write: bool) -> None:
    """Check the Terraform modules and their READMEs.

    With tflint and terraform-docs."""
    if write:
        module_lint.write(workspace())
    else:
        module_lint.check(workspace())
        console.print("No finding.")


@click.command()
def workflows() -> None:
    """Check the workflows with actionlint and zizmor."""
    workflow_lint.check(workspace())
    console.print("No finding.")


def _list(artifact: function_zips.Artifact) -> None:
    for part in parts(function_zips.members(artifact.path)):
        console.print(f"{part.size:>9,}  {part.name}: {part.reason}", markup=False)
        for member in part.members:
            console.print(f"{member.size:>13,}  {member.name}", markup=False)


def _print(audited: Audited) -> bool:
    """Whether something was found."""
    for finding in audited.findings:
        stderr.print(f"{audited.subject}: {finding}", markup=False)
    if audited.unanswered:
        warn(f"{audited.subject} is not checked: {audited.unanswered}")
    elif not audited.findings:
        console.print(f"{audited.subject}: nothing found")
    return audited.findings != ()
