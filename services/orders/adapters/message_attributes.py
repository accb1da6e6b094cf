"""The correlation id as an attribute of messages: the one id of a request in its response, events and log lines."""

from collections.abc import Mapping
from typing import Any, Final

from orders.domain.identifiers import is_correlation_id

ATTRIBUTE: Final = "correlation_id"


def write_attribute(correlation_id: str | None) -> dict[str, Any]:
    """The attribute in the form of SQS and SNS; none for an order without a correlation id."""
    if correlation_id is None:
        return {}
    return {ATTRIBUTE: {"DataType": "String", "StringValue": correlation_id}}


def size_of_attribute(correlation_id: str | None) -> int:
    """In bytes: name, type and value count."""
    return 0 if correlation_id is None else len(ATTRIBUTE) + len("String") + len(correlation_id)


def read_attribute(record: Mapping[str, Any]) -> str | None:
    """The id in Lambda's form of a message of the queue; None if it is absent or not a correlation id."""
    match record.get("messageAttributes"):
        case {"correlation_id": {"stringValue": str(text)}} if is_correlation_id(text):
            return text
    return None
