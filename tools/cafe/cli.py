"""The `cafe` command: its groups of subcommands, and how it ends."""

import signal
import sys
from types import FrameType
from typing import Final, NoReturn

import click
import requests
from botocore.exceptions import BotoCoreError, ClientError, HTTPClientError
from botocore.exceptions import ConnectionError as NoConnectionError
from rich.markup import escape

from cafe.build.commands import audit, build_page, modules, package, workflows
from cafe.checkout import PROJECT
from cafe.deliver.bootstrap_command import bootstrap
from cafe.deliver.commands import deploy, plan, plan_comment, rollback
from cafe.deliver.workflow_commands import download_plans, drift, no_plan, role, upload_plans
from cafe.document.commands import diagram, openapi, permissions
from cafe.document.economy_commands import capacity, cost
from cafe.errors import CafeError
from cafe.local.commands import down, install_browser, status, up
from cafe.operate.commands import queues, reconcile, redrive
from cafe.operate.customer.commands import inbox, order, smoke
from cafe.operate.logs_command import logs
from cafe.rehearse.command import rehearse
from cafe.terminal import stderr
from plan_comment.errors import PlanCommentError

INTERRUPTED: Final = 130
UNREACHABLE: Final = (requests.RequestException, NoConnectionError, HTTPClientError)
FAILURES: Final = (CafeError, PlanCommentError, *UNREACHABLE, BotoCoreError, ClientError)
GROUPS: Final = {
    "Run it": (up, down, status, install_browser),
    "Order": (order, inbox),
    "Operate": (logs, queues, redrive, reconcile, smoke),
    "Deliver": (
        *(package, build_page, audit, modules, workflows, rehearse),
        *(bootstrap, plan, plan_comment, deploy, rollback, role, upload_plans, download_plans, no_plan, drift),
    ),
    "Documents": (openapi, permissions, diagram, cost, capacity),
}


class GroupedCommands(click.Group):
    """Prints the subcommands under the heading of their group."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  # click's
        width = max(len(name) for name in self.commands)
        for heading, commands in GROUPS.items():
            with formatter.section(heading):
                formatter.write_dl([(f"{x.name:<{width}}", x.get_short_help_str(formatter.width)) for x in commands])


@click.group(cls=GroupedCommands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name=PROJECT)
def cafe() -> None:
    """Run, package and operate Café Orders."""


for command in (command for commands in GROUPS.values() for command in commands):
    cafe.add_command(command)


def main() -> None:
    """Entry point: exit status 1 with one error, 2 for a mistake of use, 130 after Ctrl-C."""
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        cafe.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        stderr.print("Stopped.")
        sys.exit(INTERRUPTED)
    except FAILURES as error:
        _print_error(_as_cafe_error(error))
        sys.exit(1)


def _as_cafe_error(error: Exception) -> CafeError:
    if isinstance(error, CafeError):
        return error
    if isinstance(error, PlanCommentError):
        return CafeError(error.problem, error.remedy)
    if isinstance(error, UNREACHABLE):
        return CafeError(f"The platform does not answer: {error}", "Is it up? cafe status")
    return CafeError(str(error))


def _print_error(error: CafeError) -> None:
    stderr.print(f"[red]✗[/] {escape(error.problem)}")
    if error.remedy:
        stderr.print(f"  {error.remedy}", markup=False)
    if error.page:
        stderr.print(f"  Read: {error.page}", markup=False)


def _interrupt(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt
