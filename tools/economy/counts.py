"""Counts of ten orders on their way through the functions (tests/integration/services/test_counts.py)."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

COUNTS_FILE: Final = Path(__file__).with_name("inputs") / "counts.json"


@dataclass(frozen=True)
class StepCounts:
    """A function's part in ten orders: invocations, calls of AWS by operation, and lines and bytes of its log."""

    invocations: int
    calls: dict[str, int]
    log_lines: int
    log_bytes: int


@dataclass(frozen=True)
class Counts:
    """The steps of ten orders, their write and read units, and the largest of each kind of payload in bytes."""

    orders: int
    place: StepCounts
    queue: StepCounts
    decide: StepCounts
    announce: StepCounts
    poll: StepCounts
    write_units: int
    read_units: int
    item_bytes: int
    answer_bytes: int
    message_bytes: int
    event_bytes: int


def read_counts(file: Path = COUNTS_FILE) -> Counts:
    """The counts, which a test compares with the functions."""
    document: dict[str, Any] = json.loads(file.read_text())
    steps = {name: StepCounts(**value) for name, value in document.items() if isinstance(value, dict)}
    return Counts(**{**document, **steps})
