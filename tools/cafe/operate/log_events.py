"""The logs of all functions as one story, ordered by time."""

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass

from cafe.aws import Aws
from cafe.checkout import PROJECT

POLL_SECONDS = 1.0
LATE_MS = 10_000
"""By how much a line may come later than one with a later time."""
RUNTIME = ("INIT_START", "INIT_REPORT", "START ", "END ", "REPORT ", "XRAY ")
"""How Lambda's own lines begin ("Working with Lambda function logs")."""
FUNCTIONS = ("order-api", "order-relay", "order-processor")


@dataclass(frozen=True)
class LogLine:
    """One line of a function's log; `at` is in milliseconds since the epoch."""

    at: int
    function: str
    stream: str
    message: str

    @property
    def fields(self) -> dict[str, object]:
        """The fields of a structured line, none for one that is not JSON."""
        try:
            fields = json.loads(self.message)
        except ValueError:
            return {}
        return fields if isinstance(fields, dict) else {}

    @property
    def is_of_runtime(self) -> bool:
        """Whether Lambda wrote it, about the invocation and not about an order."""
        return self.message.startswith(RUNTIME)


def read_logs(aws: Aws, since_ms: int, environment: str = "local", about: str = "") -> list[LogLine]:
    """Lines of all functions from `since_ms` on that name what they are to be about, oldest first."""
    lines = [line for function in FUNCTIONS for line in _lines_of(aws, function, since_ms, environment, about)]
    return sorted(lines, key=lambda line: line.at)


def follow_logs(aws: Aws, since_ms: int, environment: str = "local", about: str = "") -> Iterator[LogLine]:
    """Lines as they come, without end."""
    seen: set[LogLine] = set()
    while True:
        lines = read_logs(aws, since_ms, environment, about)
        yield from (line for line in lines if line not in seen)
        since_ms = max([since_ms, *(line.at - LATE_MS for line in lines)])
        seen = {line for line in lines if line.at >= since_ms}
        time.sleep(POLL_SECONDS)


def _lines_of(aws: Aws, function: str, since_ms: int, environment: str, about: str) -> Iterator[LogLine]:
    group = f"/aws/lambda/{PROJECT}-{environment}-{function}"
    pattern = {"filterPattern": f'"{about}"'} if about else {}
    for page in aws.logs.get_paginator("filter_log_events").paginate(
        logGroupName=group,
        startTime=since_ms,
        **pattern,  # type: ignore[arg-type]  # an optional argument
    ):
        for event in page["events"]:
            yield LogLine(event["timestamp"], function, event["logStreamName"], event["message"].rstrip())
