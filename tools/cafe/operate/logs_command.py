"""The subcommand that tells what the functions logged, as sentences: of everything, of one order or of one request."""

import re
import time
from collections.abc import Iterable

import click

from cafe.aws import Aws, LocalAws, callers_access
from cafe.checkout import workspace
from cafe.environments import LOCAL, live_environment
from cafe.errors import CafeError
from cafe.operate.log_events import LogLine, follow_logs, read_logs
from cafe.platform import load_platform
from cafe.terminal import console
from orders.runtime.metrics import Metric

SHOWN_FIELDS = ("status", "reason")
"""Fields that are part of the sentence."""


@click.command()
@click.option("--follow", is_flag=True, help="Go on with what comes.")
@click.option("--order", "order_id", default="", help="Only what concerns this order.")
@click.option("--correlation", "correlation_id", default="", help="Only what this X-Correlation-Id caused.")
@click.option("--since", default=15, show_default=True, type=click.IntRange(1), help="Minutes to look back.")
@click.option("--raw", is_flag=True, help="The lines as they were written, Lambda's own (START, END, REPORT) as well.")
@click.option(
    "--environment", default=LOCAL.name, show_default=True, help="Whose logs; all but local by your AWS login."
)
def logs(*, follow: bool, order_id: str, correlation_id: str, since: int, raw: bool, environment: str) -> None:
    """Show the logs of all functions as one story."""
    about = _about(order_id, correlation_id)
    aws = _access(environment)
    since_ms = int((time.time() - since * 60) * 1000)
    read = follow_logs if follow else read_logs
    print_lines(read(aws, since_ms, environment, about), raw=raw, is_one_order=bool(order_id))


def print_lines(lines: Iterable[LogLine], *, raw: bool, is_one_order: bool) -> None:
    for line in lines:
        if raw:
            console.print(f"{_moment(line)}  {line.function:<15}  {line.message}", markup=False)
        elif not line.is_of_runtime:
            console.print(sentence(line, names_order=not is_one_order), markup=False)


def sentence(line: LogLine, *, names_order: bool = True) -> str:
    """When, who, what and how it ended; the order where it isn't clear, and the request that all comes from."""
    fields = line.fields
    words = [_level(fields), str(fields.get("message", line.message)), *_details(fields)]
    parts = [_moment(line), f"{line.function:<15}", " ".join(word for word in words if word)]
    names = {"order": "order_id", "request": "correlation_id"} if names_order else {"request": "correlation_id"}
    return "  ".join(parts + [f"{name} {fields[field]}" for name, field in names.items() if field in fields])


def _level(fields: dict[str, object]) -> str:
    level = str(fields.get("level", ""))
    return "" if level == "INFO" else level


def _details(fields: dict[str, object]) -> list[str]:
    told = [str(fields[name]) for name in SHOWN_FIELDS if fields.get(name)]
    again = ["again"] if fields.get("replayed") else []
    age = fields.get(Metric.DECISION_AGE)
    return told + again + ([f"after {age / 1000:.3f} s"] if isinstance(age, int) else [])


def _moment(line: LogLine) -> str:
    return time.strftime("%H:%M:%S", time.localtime(line.at / 1000)) + f".{line.at % 1000:03}"


def _about(order_id: str, correlation_id: str) -> str:
    if order_id and correlation_id:
        raise CafeError("--order and --correlation are two stories.", "Give one of them.")
    about = order_id or correlation_id
    if not re.fullmatch(r"[A-Za-z0-9_-]*", about):
        raise CafeError(f"{about} is neither an order's id nor a correlation id.", "Give letters, digits, - and _.")
    return about


def _access(environment: str) -> Aws:
    space = workspace()
    if environment == LOCAL.name:
        return LocalAws(load_platform(space).endpoint_url)
    return callers_access(live_environment(space, environment).region).aws
