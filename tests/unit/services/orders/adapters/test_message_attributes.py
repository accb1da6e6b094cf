"""Messages carry the correlation id of their order."""

import pytest

from orders.adapters.message_attributes import read_attribute, size_of_attribute, write_attribute

OWN = "0af7651916cd43dd8448eb211c80319c"


def test_what_a_message_carries_is_read_back() -> None:
    written = write_attribute(OWN)["correlation_id"]
    received = {"messageAttributes": {"correlation_id": {"stringValue": written["StringValue"]}}}

    assert read_attribute(received) == OWN
    assert size_of_attribute(OWN) == len("correlation_id" + "String" + OWN)


@pytest.mark.parametrize(
    "record",
    [
        {},
        {"messageAttributes": None},
        {"messageAttributes": {}},
        {"messageAttributes": {"correlation_id": {"binaryValue": "eA=="}}},
        {"messageAttributes": {"correlation_id": {"stringValue": "two\nlines of log"}}},
    ],
    ids=["no attributes", "null", "none", "binary", "unsafe"],
)
def test_a_message_without_a_safe_one_has_none(record: dict[str, object]) -> None:
    assert read_attribute(record) is None


def test_an_order_older_than_correlation_ids_sends_none() -> None:
    assert (write_attribute(None), size_of_attribute(None)) == ({}, 0)
