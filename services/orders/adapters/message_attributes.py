"""The correlation id: one name for all that a request causes: its answer, the notification, every log line."""

import re
from collections.abc import Mapping
from typing import Any, Final

HEADER: Final = "X-Correlation-Id"
ATTRIBUTE: Final = "correlation_id"
_SAFE = re.compile(r"[A-Za-z0-9_-]{8,64}")


def is_correlation_id(text: str) -> bool:
    """Whether a text of a stranger may be stored, logged and sent on: 8 to 64 letters, digits, `_` and `-`."""
    return _SAFE.fullmatch(text) is not None


def write_attribute(correlation_id: str | None) -> dict[str, Any]:
    """The attribute of a message, as SQS and SNS take it; none for an order that is older than correlation ids."""
    if correlation_id is None:
        return {}
    return {ATTRIBUTE: {"DataType": "String", "StringValue": correlation_id}}


def size_of_attribute(correlation_id: str | None) -> int:
    """In bytes: name, type and value count."""
    return 0 if correlation_id is None else len(ATTRIBUTE) + len("String") + len(correlation_id)


def read_attribute(record: Mapping[str, Any]) -> str | None:
    """The reverse of `write_attribute`, as Lambda hands over a message of the queue; None where there is none."""
    match record.get("messageAttributes"):
        case {"correlation_id": {"stringValue": str(text)}} if is_correlation_id(text):
            return text
    return None
