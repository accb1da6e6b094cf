"""The logs of an environment's functions, ordered by time."""

import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cafe.aws import Aws
from cafe.checkout import PROJECT
from cafe.environments import LOCAL
from cafe.functions import Function

POLL_SECONDS = 1.0
LATE_MS = 10_000
"""By how much a line may come later than one with a later time."""
RUNTIME = ("INIT_START", "INIT_REPORT", "START ", "END ", "REPORT ", "XRAY ")
"""How Lambda's own lines begin ("Working with Lambda function logs")."""


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


@dataclass(frozen=True)
class FunctionLogs:
    """The log groups of all functions of an environment."""

    aws: Aws
    functions: Sequence[Function]
    environment: str = LOCAL.name

    def read(self, since_ms: int, **fields: str) -> list[LogLine]:
        """Lines from `since_ms` on that have all of the fields, oldest first."""
        lines = (line for function in self.functions for line in self._lines_of(function.aws_name, since_ms, fields))
        return sorted(
            (line for line in lines if fields.items() <= line.fields.items()) if fields else lines,
            key=lambda line: line.at,
        )

    def follow(self, since_ms: int, **fields: str) -> Iterator[LogLine]:
        """Lines as they come, without end."""
        seen: set[LogLine] = set()
        while True:
            lines = self.read(since_ms, **fields)
            yield from (line for line in lines if line not in seen)
            since_ms = max([since_ms, *(line.at - LATE_MS for line in lines)])
            seen = {line for line in lines if line.at >= since_ms}
            time.sleep(POLL_SECONDS)

    def _lines_of(self, function: str, since_ms: int, fields: dict[str, str]) -> Iterator[LogLine]:
        """The terms spare the transfer of lines that can't have the fields."""
        terms = " ".join(f'"{value}"' for value in fields.values())
        pages = self.aws.logs.get_paginator("filter_log_events").paginate(
            logGroupName=f"/aws/lambda/{PROJECT}-{self.environment}-{function}",
            startTime=since_ms,
            **({"filterPattern": terms} if terms else {}),  # type: ignore[arg-type]  # an optional argument
        )
        for page in pages:
            for event in page["events"]:
                yield LogLine(event["timestamp"], function, event["logStreamName"], event["message"].rstrip())
