"""The `cafe` command: each subcommand asks one module for the work and prints the answer."""

import json
import signal
import sys
import time
from dataclasses import asdict
from types import FrameType
from typing import NoReturn

import click
import requests
from botocore.exceptions import BotoCoreError, ClientError, HTTPClientError
from botocore.exceptions import ConnectionError as NoConnection
from rich.markup import escape

from cafe.aws import LocalAws
from cafe.build import module_lint, website
from cafe.build import workflow_lint as workflow_checks
from cafe.build.checksums import write_checksums
from cafe.build.commands import audit, diagram, package, permissions
from cafe.checkout import PROJECT, workspace
from cafe.deliver.bootstrap_command import bootstrap
from cafe.deliver.commands import deploy, plan, plan_comment, rollback
from cafe.deliver.workflow_commands import download_plans, drift, no_plan, role, upload_plans
from cafe.document import api_compatibility, openapi
from cafe.document.economy_commands import capacity, cost
from cafe.errors import CafeError
from cafe.local import bring_up, emulator
from cafe.local.chromium import ensure_browser
from cafe.operate.commands import queues, reconcile, redrive
from cafe.operate.customer.inbox import read_inbox
from cafe.operate.customer.order_client import CafeApi, Line
from cafe.operate.customer.sign_in import sign_in
from cafe.operate.customer.smoke_command import smoke
from cafe.operate.logs_command import logs
from cafe.platform import Customer, Platform, load_platform
from cafe.rehearse.command import rehearse
from cafe.terminal import console, stderr
from plan_comment.errors import PlanCommentError

INTERRUPTED = 130


def main() -> None:
    """Entry point: errors meant for people in one place, exit code 1; 130 after Ctrl-C."""
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        cafe.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except CafeError as error:
        _complain(error)
        sys.exit(1)
    except PlanCommentError as error:
        _complain(CafeError(error.problem, error.remedy))
        sys.exit(1)
    except (requests.RequestException, NoConnection, HTTPClientError) as error:
        _complain(CafeError(f"The platform does not answer: {error}", "Is it up? cafe status"))
        sys.exit(1)
    except (BotoCoreError, ClientError) as error:
        _complain(CafeError(str(error)))
        sys.exit(1)
    except (KeyboardInterrupt, click.Abort):
        stderr.print("Stopped.")
        sys.exit(INTERRUPTED)


def _complain(error: CafeError) -> None:
    stderr.print(f"[red]✗[/] {escape(error.problem)}")
    if error.remedy:
        stderr.print(f"  {error.remedy}", markup=False)
    if error.page:
        stderr.print(f"  Read: {error.page}", markup=False)


def _interrupt(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name=PROJECT)
def cafe() -> None:
    """Run, package and operate Café Orders."""


COMMANDS = (
    *(logs, queues, redrive, reconcile),
    *(package, audit, permissions, diagram, cost, capacity),
    *(
        bootstrap,
        plan,
        plan_comment,
        deploy,
        smoke,
        rollback,
        role,
        upload_plans,
        download_plans,
        no_plan,
        drift,
        rehearse,
    ),
)

for command in COMMANDS:
    cafe.add_command(command)


@cafe.command()
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    help="Port of the local AWS (default 4566; 0: the one it had, or any free one).",
)
def up(port: int | None) -> None:
    """Bring the whole platform up on this machine, or what changed of it up to date."""
    started = time.monotonic()
    platform = bring_up.up(workspace(), port)
    _show(platform)
    console.print(f"\nUp in {time.monotonic() - started:.0f} s.")


@cafe.command()
@click.option("--purge", is_flag=True, help="Also forget orders, customers and infrastructure.")
def down(*, purge: bool) -> None:
    """Stop the local platform."""
    bring_up.down(workspace(), purge=purge)
    console.print("Down; nothing is left of it." if purge else "Down; `up` brings it back as it was.")


@cafe.command()
@click.option("--json", "as_json", is_flag=True, help="Print the contents of .local/platform.json.")
def status(*, as_json: bool) -> None:
    """Say whether the platform is up, and where. Exit code 1 when it is not."""
    space = workspace()
    platform = load_platform(space)
    alive = emulator.running(space)
    if alive is None or not alive.is_healthy():
        raise CafeError("The platform is not running.", "Start it: nox -s up")
    if as_json:
        click.echo(platform.to_json())
    else:
        _show(platform)


@cafe.command()
@click.option(
    "--item", "items", multiple=True, default=("flat-white",), help="item_id or item_id=quantity; repeatable."
)
@click.option("--note", default="", help="A word to the bar.")
@click.option("--as", "email", help="Which seeded customer orders (default: the first).")
@click.option("--json", "as_json", is_flag=True, help="Print the order as JSON.")
def order(items: tuple[str, ...], note: str, email: str | None, *, as_json: bool) -> None:
    """Order as a seeded customer and wait until the order is decided."""
    platform = load_platform(workspace())
    api = CafeApi(platform.api_url, sign_in(platform, _customer(platform, email)).access_token)
    placed = api.place(tuple(_line(item) for item in items), note)
    if not as_json:
        console.print(f"{placed.order_id} {placed.status}")
    decided = api.wait_until_decided(placed.order_id)
    if as_json:
        click.echo(json.dumps(asdict(decided)))
    else:
        console.print(f"{decided.order_id} {decided.status} {decided.rejection_reason}".rstrip())


@cafe.command()
@click.option("--json", "as_json", is_flag=True, help="Print the notifications as JSON.")
def inbox(*, as_json: bool) -> None:
    """Show the notifications that the platform has sent."""
    platform = load_platform(workspace())
    notifications = read_inbox(LocalAws(platform.endpoint_url), platform.inbox_url)
    if as_json:
        click.echo(json.dumps([asdict(notification) for notification in notifications]))
        return
    for notification in notifications:
        console.print(f"{notification.at}  {notification.order_id}  {notification.status}")
    console.print(f"Notifications: {len(notifications)}")


@cafe.command()
def page() -> None:
    """Build the page when its sources changed."""
    built = website.build(workspace())
    write_checksums(workspace())
    console.print(str(built))


@cafe.command()
def browser() -> None:
    """Find a Chromium for the browser tests, or install one."""
    console.print(str(ensure_browser(workspace())))


@cafe.command(name="openapi")
@click.option("--check", is_flag=True, help="Fail when the committed document is out of date.")
@click.option("--since", metavar="BRANCH", help="Fail when it would break clients of the API as BRANCH has it.")
def describe_api(*, check: bool, since: str | None) -> None:
    """Write docs/openapi.json from the routes and schemas that the platform runs on."""
    space = workspace()
    if since:
        console.print(api_compatibility.check(space, since))
    elif check:
        openapi.check(space)
    else:
        openapi.write(space)


@cafe.command()
@click.option("--write", is_flag=True, help="Bring the modules' READMEs up to date instead.")
def modules(*, write: bool) -> None:
    """Check the Terraform modules with tflint, and their READMEs with terraform-docs."""
    if write:
        module_lint.write(workspace())
    else:
        module_lint.check(workspace())
        console.print("No finding.")


@cafe.command()
def workflows() -> None:
    """Check the workflows with actionlint and zizmor."""
    workflow_checks.check(workspace())
    console.print("No finding.")


def _customer(platform: Platform, email: str | None) -> Customer:
    for customer in platform.users:
        if email in (None, customer.email):
            return customer
    known = ", ".join(customer.email for customer in platform.users)
    raise CafeError(f"There is no seeded customer {email}.", f"There are: {known}")


def _line(item: str) -> Line:
    item_id, _, quantity = item.partition("=")
    if quantity and not quantity.isdecimal():
        raise CafeError(f"{item}: the quantity is not a whole number.", "Write item_id or item_id=quantity.")
    return Line(item_id, int(quantity or 1))


def _show(platform: Platform) -> None:
    rows = [("Open this page", platform.site_url)]
    for number, customer in enumerate(platform.users, start=1):
        rows.append((f"Sign in as customer {number}", f"{customer.email}   {customer.password}"))
    rows += [("API", platform.api_url), ("Local AWS", platform.endpoint_url)]
    # Not rich's table: it cuts addresses where the terminal is narrow or none.
    for title, value in rows:
        console.print(f"{title:<23}{value}", markup=False)
    console.print(
        "\nTry next:  .venv/bin/cafe order   .venv/bin/cafe inbox   .venv/bin/cafe logs --follow   nox -s down"
    )
