"""Orders whose message is gone, and batches that the relay gave up on, are put right by one command."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from cafe.aws import LocalAws
from cafe.platform import Platform
from tests.support.e2e.guest import Guest
from tests.support.e2e.operating import depth, notifications_of, take, type_
from tests.support.e2e.switches import processor_off

pytestmark = pytest.mark.local

LONG_AGO = str(60 * 24 * 365)


def place_and_lose(guest: Guest, aws: LocalAws, platform: Platform) -> str:
    """An order that was accepted and whose message then went missing."""
    order_id = guest.place_one()
    take(aws, platform.queue_url, lambda body: json.loads(body)["order_id"] == order_id)
    return order_id


def test_an_order_whose_message_is_gone_is_queued_again(guest: Guest, aws: LocalAws, platform: Platform) -> None:
    with processor_off(aws):
        order_id = place_and_lose(guest, aws, platform)
    assert guest.read(order_id)["status"] == "RECEIVED"

    code, result = type_("reconcile", "--older-than", "0")

    assert (code, result["problems"]) == (0, [])
    assert result["queued"] >= 1
    assert guest.wait_for_decision(order_id)["status"] == "CONFIRMED"


def test_the_records_of_a_failed_batch_are_published_again(guest: Guest, aws: LocalAws, platform: Platform) -> None:
    with processor_off(aws):
        order_id = place_and_lose(guest, aws, platform)
    fail_batch(aws, platform, sequence_number=find_record(aws, platform, order_id)["dynamodb"]["SequenceNumber"])

    code, result = type_("reconcile", "--older-than", LONG_AGO)

    assert (code, result) == (0, {"queued": 1, "announced": 0, "batches_settled": 1, "problems": []})
    assert guest.wait_for_decision(order_id)["status"] == "CONFIRMED"
    assert depth(aws, platform.relay_failure_queue_url) == 0


def test_a_failed_batch_that_the_stream_has_forgotten_is_rebuilt_from_the_table(
    guest: Guest, aws: LocalAws, platform: Platform
) -> None:
    with processor_off(aws):
        decided = guest.place_one()
    guest.wait_for_decision(decided)
    notifications_of(aws, platform, decided)
    with processor_off(aws):
        lost = place_and_lose(guest, aws, platform)
    fail_batch(aws, platform, sequence_number="1".zfill(30))

    code, result = type_("reconcile", "--older-than", LONG_AGO)

    assert (code, result["batches_settled"], result["problems"]) == (0, 1, [])
    assert guest.wait_for_decision(lost)["status"] == "CONFIRMED"
    assert notifications_of(aws, platform, decided, count=2)


def find_record(aws: LocalAws, platform: Platform, order_id: str) -> dict[str, Any]:
    """The record of the stream that says that the order is new."""
    stream, shard = stream_of(aws, platform)
    iterator = aws.dynamodbstreams.get_shard_iterator(
        StreamArn=stream, ShardId=shard, ShardIteratorType="TRIM_HORIZON"
    )["ShardIterator"]
    while True:
        page = aws.dynamodbstreams.get_records(ShardIterator=iterator)
        for record in page["Records"]:
            if record["dynamodb"]["Keys"]["order_id"] == {"S": order_id}:
                return dict(record)
        assert page["Records"], f"the stream has no record of {order_id}"
        iterator = page["NextShardIterator"]


def stream_of(aws: LocalAws, platform: Platform) -> tuple[str, str]:
    arn = aws.dynamodb.describe_table(TableName=platform.table)["Table"]["LatestStreamArn"]
    (shard,) = aws.dynamodbstreams.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"]
    return arn, shard["ShardId"]


def fail_batch(aws: LocalAws, platform: Platform, sequence_number: str) -> None:
    """Report a batch of one record as the local AWS does; the real thing takes a minute and holds up the stream."""
    stream, shard = stream_of(aws, platform)
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    batch = {
        "shardId": shard,
        "startSequenceNumber": sequence_number,
        "endSequenceNumber": sequence_number,
        "approximateArrivalOfFirstRecord": now,
        "approximateArrivalOfLastRecord": now,
        "batchSize": 1,
        "streamArn": stream,
    }
    aws.sqs.send_message(
        QueueUrl=platform.relay_failure_queue_url, MessageBody=json.dumps({"DDBStreamBatchInfo": batch})
    )
