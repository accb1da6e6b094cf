"""Poison records become messages like those of Lambda itself."""

import json

from order_relay.failure_queue import PoisonRecord, write


def test_a_failure_message_has_the_key_and_the_reason() -> None:
    keys = {"customer_id": {"S": "c"}, "order_id": {"S": "o"}}
    record = {"eventSourceARN": "arn:stream", "dynamodb": {"Keys": keys, "SequenceNumber": "7"}}

    written = json.loads(write(PoisonRecord(record, "not an order: KeyError 'total'")))

    assert (written["keys"], written["reason"]) == (keys, "not an order: KeyError 'total'")
    assert written["DDBStreamBatchInfo"] == {
        "startSequenceNumber": "7",
        "endSequenceNumber": "7",
        "batchSize": 1,
        "streamArn": "arn:stream",
    }
