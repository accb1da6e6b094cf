"""How much of a plan a comment shows: from everything down to the counts."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Detail:
    """Lengths are in characters; `listed` and `alerted` are the most resources named for each unit."""

    value_length: int = 240
    error_length: int = 3000
    listed: int = 10_000
    alerted: int = 50
    attributes: bool = True
    by_unit: bool = True
    by_environment: bool = True


LEVELS = (
    Detail(),
    Detail(value_length=60, error_length=2000),
    Detail(value_length=0, error_length=2000),
    Detail(attributes=False, error_length=2000),
    Detail(attributes=False, error_length=1000, listed=100, alerted=20),
    Detail(attributes=False, error_length=500, listed=20, alerted=10),
    Detail(attributes=False, error_length=0, listed=0, alerted=5),
    Detail(attributes=False, error_length=0, listed=0, alerted=0),
    Detail(attributes=False, error_length=0, listed=0, alerted=0, by_unit=False),
    Detail(attributes=False, error_length=0, listed=0, alerted=0, by_unit=False, by_environment=False),
)
