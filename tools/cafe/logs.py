"""The logs of all functions as one story, ordered by time."""

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass

from cafe.aws import LocalAws
from cafe.workspace import PROJECT

POLL_SECONDS = 1.0
LATE_MS = 10_000
"""By how much a line may come later than one with a later time."""
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


def read_logs(aws: LocalAws, since_ms: int, environment: str = "local") -> list[LogLine]:
    """Lines of all functions from `since_ms` on, oldest first."""
    lines = [line for function in FUNCTIONS for line in _lines_of(aws, function, since_ms, environment)]
    return sorted(lines, key=lambda line: line.at)


def follow_logs(aws: LocalAws, since_ms: int) -> Iterator[LogLine]:
    """Lines as they come, without end."""
    seen: set[LogLine] = set()
    while True:
        lines = read_logs(aws, since_ms)
        yield from (line for line in lines if line not in seen)
        since_ms = max([since_ms, *(line.at - LATE_MS for line in lines)])
        seen = {line for line in lines if line.at >= since_ms}
        time.sleep(POLL_SECONDS)


def _lines_of(aws: LocalAws, function: str, since_ms: int, environment: str) -> Iterator[LogLine]:
    group = f"/aws/lambda/{PROJECT}-{environment}-{function}"
    pages = aws.logs.get_paginator("filter_log_events").paginate(logGroupName=group, startTime=since_ms)
    for page in pages:
        for event in page["events"]:
            yield LogLine(event["timestamp"], function, event["logStreamName"], event["message"].rstrip())
