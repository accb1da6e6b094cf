"""Times in the contract's format: RFC 3339, UTC, milliseconds."""

from datetime import UTC, datetime


def now() -> datetime:
    """The current time in whole milliseconds."""
    return to_milliseconds(datetime.now(UTC))


def to_milliseconds(moment: datetime) -> datetime:
    """The moment, rounded down to whole milliseconds."""
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def write(moment: datetime) -> str:
    """For example `2026-01-31T08:15:00.250Z`; sorting the texts sorts the moments."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def read(text: str) -> datetime:
    """The reverse of `write`; raises ValueError for anything else."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None or write(moment) != text:
        raise ValueError("not an RFC 3339 time in UTC with milliseconds")
    return moment
