"""The subcommand that prints what the functions logged: everything, or what one order or one request caused."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import click

from cafe.aws import Aws, LocalAws, callers_access
from cafe.checkout import workspace
from cafe.environments import LOCAL, live_environment
from cafe.errors import CafeError
from cafe.functions import read_functions
from cafe.operate.log_events import FunctionLogs, LogLine
from cafe.platform import load_platform
from cafe.terminal import console
from orders.domain.identifiers import is_correlation_id, is_order_id
from orders.runtime.metrics import Metric

SHOWN_FIELDS = ("status", "reason")
"""Fields that are part of the sentence."""
ID_FORMS: dict[str, tuple[Callable[[str], bool], str, str]] = {
    "order_id": (is_order_id, "an order's id", "It has 26 of the characters a-z and 2-7."),
    "correlation_id": (is_correlation_id, "a correlation id", "It has 8 to 64 letters, digits, - or _."),
}


@dataclass(frozen=True)
class LogOptions:
    """Which lines to print, and how; `since` is in minutes."""

    follow: bool
    order_id: str
    correlation_id: str
    since: int
    raw: bool
    environment: str

    @property
    def fields(self) -> dict[str, str]:
        """What each line must have. Raises CafeError when it can't be an id, or when there are two."""
        given = {name: value for name in ID_FORMS if (value := getattr(self, name))}
        if len(given) > 1:
            raise CafeError("--order and --correlation exclude each other.", "Give one of them.")
        for name, value in given.items():
            has_form, kind, remedy = ID_FORMS[name]
            if not has_form(value):
                raise CafeError(f"{value} is not {kind}.", remedy)
        return given


@click.command()
@click.option("--follow", is_flag=True, help="Go on with what comes.")
@click.option("--order", "order_id", default="", help="Only what concerns this order.")
@click.option("--correlation", "correlation_id", default="", help="Only what this X-Correlation-Id caused.")
@click.option("--since", default=15, show_default=True, type=click.IntRange(1), help="Minutes to look back.")
@click.option("--raw", is_flag=True, help="The lines as they were written, Lambda's own (START, END, REPORT) as well.")
@click.option(
    "--environment", default=LOCAL.name, show_default=True, help="Whose logs; all but local by your AWS login."
)
def logs(**options: Any) -> None:  # noqa: ANN401  # as LogOptions has them
    """Print the logs of all functions in the order of time.

    Exit status 1 when there is no line of the order or request that was asked for.

    Example: cafe logs --order ORDER_ID --since 60
    """
    print_logs(LogOptions(**options))


def print_logs(options: LogOptions) -> None:
    """Raises CafeError when there is no line with the fields that were asked for."""
    lines = _read(options)
    printed = print_lines(lines, raw=options.raw, names_order=not options.order_id)
    if options.fields and not printed:
        (value,) = options.fields.values()
        raise CafeError(f"No function logged {value} in the last {options.since} minutes.", "Look back with --since.")


def print_lines(lines: Iterable[LogLine], *, raw: bool, names_order: bool) -> int:
    """How many lines were printed; those of Lambda itself only when raw."""
    count = 0
    for line in lines:
        if raw or not line.is_of_runtime:
            console.print(_raw(line) if raw else sentence(line, names_order=names_order), markup=False)
            count += 1
    return count


def sentence(line: LogLine, *, names_order: bool = True) -> str:
    """When, which function, what and how it ended; the order where it isn't clear, and the request that caused it."""
    fields = line.fields
    words = [_level(fields), str(fields.get("message", line.message)), *_details(fields)]
    parts = [_moment(line), f"{line.function:<15}", " ".join(word for word in words if word)]
    names = {"order": "order_id", "request": "correlation_id"} if names_order else {"request": "correlation_id"}
    return "  ".join(parts + [f"{name} {fields[field]}" for name, field in names.items() if field in fields])


def _read(options: LogOptions) -> Iterable[LogLine]:
    fields = options.fields
    space = workspace()
    logs = FunctionLogs(_access(options.environment), read_functions(space.root), options.environment)
    since_ms = int((time.time() - options.since * 60) * 1000)
    read = logs.follow if options.follow else logs.read
    return read(since_ms, **fields)


def _raw(line: LogLine) -> str:
    return f"{_moment(line)}  {line.function:<15}  {line.message}"


def _level(fields: dict[str, object]) -> str:
    level = str(fields.get("level", ""))
    return "" if level == "INFO" else level


def _details(fields: dict[str, object]) -> list[str]:
    shown = [str(fields[name]) for name in SHOWN_FIELDS if fields.get(name)]
    again = ["again"] if fields.get("replayed") else []
    age = fields.get(Metric.DECISION_AGE)
    return shown + again + ([f"after {age / 1000:.3f} s"] if isinstance(age, int) else [])


def _moment(line: LogLine) -> str:
    return time.strftime("%H:%M:%S", time.localtime(line.at / 1000)) + f".{line.at % 1000:03}"


def _access(environment: str) -> Aws:
    space = workspace()
    if environment == LOCAL.name:
        return LocalAws(load_platform(space).endpoint_url)
    return callers_access(live_environment(space, environment).region).aws
