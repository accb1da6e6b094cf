"""What Lambda says of a batch that the relay gave up on."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from cafe.operate.recovery.failed_batches import read_failed_batch
from orders.domain.errors import UnreadableError

STREAM = "arn:aws:dynamodb:us-east-1:000000000000:table/orders/stream/2026-11-22T16:41:36.756"
ON_AWS: dict[str, Any] = {  # from "Retain discarded batch information in DynamoDB"
    "requestContext": {"condition": "RetryAttemptsExhausted", "approximateInvokeCount": 1},
    "responseContext": {"statusCode": 200, "executedVersion": "$LATEST", "functionError": "Unhandled"},
    "version": "1.0",
    "timestamp": "2019-11-14T00:13:49.717Z",
    "DDBStreamBatchInfo": {
        "shardId": "shardId-00000001573689847184-864758bb",
        "startSequenceNumber": "800000000003126276362",
        "endSequenceNumber": "800000000003126276370",
        "approximateArrivalOfFirstRecord": "2019-11-14T00:13:19Z",
        "approximateArrivalOfLastRecord": "2019-11-14T00:13:20Z",
        "batchSize": 1,
        "streamArn": STREAM,
    },
}
"""As AWS documents it; the local AWS writes the same, with a condition of MaxRecordAgeExceeded."""


def test_a_batch_is_read_from_its_description() -> None:
    batch = read_failed_batch(json.dumps(ON_AWS))

    assert (batch.stream_arn, batch.shard_id) == (STREAM, "shardId-00000001573689847184-864758bb")
    assert (batch.first, batch.last) == ("800000000003126276362", 800000000003126276370)
    assert batch.written_from == datetime(2019, 11, 14, 0, 13, 19, tzinfo=UTC)
    assert batch.written_to == datetime(2019, 11, 14, 0, 13, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "{}",
        '{"DDBStreamBatchInfo": null}',
        json.dumps({"DDBStreamBatchInfo": ON_AWS["DDBStreamBatchInfo"] | {"endSequenceNumber": "x"}}),
        json.dumps({"DDBStreamBatchInfo": ON_AWS["DDBStreamBatchInfo"] | {"approximateArrivalOfFirstRecord": 1}}),
    ],
)
def test_anything_else_is_unreadable(body: str) -> None:
    with pytest.raises(UnreadableError, match="doesn't describe a failed batch"):
        read_failed_batch(body)
