"""The records of a failed batch, read again from the stream while it still has them."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from botocore.exceptions import ClientError

from cafe.operate.recovery.failed_batches import MOST_EMPTY_PAGES, FailedBatch, RecordsExpiredError, StreamRecords
from orders.domain.errors import UnreadableError
from tests.support.services.examples import MORNING
from tests.support.tools.cloud import Cloud, answer

NOON = MORNING.replace(hour=12)
BATCH = FailedBatch(
    "arn:aws:dynamodb:us-east-1:123456789012:table/t/stream/2026", f"shardId-{1:020}", f"{5:021}", 7, MORNING, NOON
)
type Answers = Callable[..., None]


@pytest.fixture
def stream_answers(cloud: Cloud) -> Answers:
    def give(*pages: dict[str, Any]) -> None:
        answer(cloud.dynamodbstreams, "GetShardIterator", 200, {"ShardIterator": "i"}, service="dynamodb-streams")
        answer(cloud.dynamodbstreams, "GetRecords", 200, *pages, service="dynamodb-streams")

    return give


def page(*numbers: int, more: bool = True) -> dict[str, Any]:
    records = [{"dynamodb": {"SequenceNumber": str(number)}} for number in numbers]
    return {"Records": records} | ({"NextShardIterator": "i"} if more else {})


def test_records_are_read_over_empty_pages_and_never_past_their_end(cloud: Cloud, stream_answers: Answers) -> None:
    stream_answers(page(5), page(), page(6, 8, 9))

    records = StreamRecords(cloud.dynamodbstreams).read(BATCH)

    assert [record["dynamodb"]["SequenceNumber"] for record in records] == ["5", "6"]


@pytest.mark.parametrize("pages", [[page(5), page(6, more=False)], [page()] * MOST_EMPTY_PAGES])
def test_a_stream_that_ends_before_the_batch_does_has_lost_records(
    cloud: Cloud, stream_answers: Answers, pages: list[dict[str, Any]]
) -> None:
    stream_answers(*pages)

    with pytest.raises(RecordsExpiredError):
        StreamRecords(cloud.dynamodbstreams).read(BATCH)


@pytest.mark.parametrize("code", ["TrimmedDataAccessException", "ResourceNotFoundException"])
def test_trimmed_records_are_gone(cloud: Cloud, code: str) -> None:
    refusal = {"Error": {"Code": code, "Message": "gone"}}
    answer(cloud.dynamodbstreams, "GetShardIterator", 400, refusal, service="dynamodb-streams")

    with pytest.raises(RecordsExpiredError):
        StreamRecords(cloud.dynamodbstreams).read(BATCH)


def test_another_refusal_of_the_stream_is_not_taken_for_lost_records(cloud: Cloud) -> None:
    refusal = {"Error": {"Code": "AccessDeniedException", "Message": "no"}}
    answer(cloud.dynamodbstreams, "GetShardIterator", 400, refusal, service="dynamodb-streams")

    with pytest.raises(ClientError, match="AccessDenied"):
        StreamRecords(cloud.dynamodbstreams).read(BATCH)


def test_a_batch_that_no_stream_can_have_is_reported(cloud: Cloud) -> None:
    impossible = replace(BATCH, shard_id="none", first="1")

    with pytest.raises(UnreadableError, match="no stream can have"):
        StreamRecords(cloud.dynamodbstreams).read(impossible)
