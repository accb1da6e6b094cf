"""How much of a long test to run: `nox -s e2e` sets CAFE_LONG for all of it, `nox -s tests` runs a sample."""

import os


def size(*, long: int, sample: int) -> int:
    return long if os.environ.get("CAFE_LONG") else sample
