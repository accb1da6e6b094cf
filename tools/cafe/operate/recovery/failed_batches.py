"""Messages of the relay's failure queue, and the stream records that they describe.

Lambda describes a batch without its records (AWS Lambda, "Retain discarded batch information in DynamoDB"); the
stream keeps records for 24 hours.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError, ParamValidationError

from orders.domain.errors import UnreadableError
from orders.domain.order import OrderKey

if TYPE_CHECKING:
    from mypy_boto3_dynamodbstreams import DynamoDBStreamsClient

GONE = frozenset({"ResourceNotFoundException", "TrimmedDataAccessException"})
MOST_EMPTY_PAGES = 100

type Record = dict[str, Any]


class RecordsExpiredError(Exception):
    """The stream no longer has all records of the batch."""


@dataclass(frozen=True)
class FailedBatch:
    """Where in which stream the batch is, and when its records were written, in whole seconds."""

    stream_arn: str
    shard_id: str
    first: str
    last: int
    written_from: datetime
    written_to: datetime


def read_poison_record(body: str) -> OrderKey | None:
    """The key of a record that the relay could not read; None for any other message."""
    try:
        match json.loads(body):
            case {
                "requestContext": {"condition": "PoisonRecord"},
                "keys": {"customer_id": {"S": str(customer_id)}, "order_id": {"S": str(order_id)}},
            }:
                return OrderKey(customer_id, order_id)
    except ValueError:
        pass
    return None


def read_failed_batch(body: str) -> FailedBatch:
    """The batch that a message of the failure queue describes; UnreadableError for anything else."""
    try:
        batch = json.loads(body)["DDBStreamBatchInfo"]
        return FailedBatch(
            stream_arn=batch["streamArn"],
            shard_id=batch["shardId"],
            first=batch["startSequenceNumber"],
            last=int(batch["endSequenceNumber"]),
            written_from=datetime.fromisoformat(batch["approximateArrivalOfFirstRecord"]),
            written_to=datetime.fromisoformat(batch["approximateArrivalOfLastRecord"]),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise UnreadableError("it doesn't describe a failed batch") from error


class StreamRecords:
    """Reads what the relay was given."""

    def __init__(self, client: "DynamoDBStreamsClient") -> None:
        self._client = client

    def read(self, batch: FailedBatch) -> list[Record]:
        """The records of the batch, in the shape that a function gets them.

        RecordsExpiredError if any is missing, UnreadableError if no stream can have such a batch.
        """
        try:
            return self._read(batch)
        except ParamValidationError as error:
            raise UnreadableError("it describes a batch that no stream can have") from error
        except ClientError as error:
            if error.response["Error"]["Code"] in GONE:
                raise RecordsExpiredError from error
            raise

    def _read(self, batch: FailedBatch) -> list[Record]:
        records = list[Record]()
        iterator: str | None = self._start(batch)
        empty_pages = 0
        while iterator and empty_pages < MOST_EMPTY_PAGES:
            page = self._client.get_records(ShardIterator=iterator)
            for record in page["Records"]:
                position = int(record["dynamodb"]["SequenceNumber"])
                if position <= batch.last:
                    records.append(record)  # type: ignore[arg-type]  # a TypedDict is a dict
                if position >= batch.last:
                    return records
            empty_pages = 0 if page["Records"] else empty_pages + 1
            iterator = page.get("NextShardIterator")
        raise RecordsExpiredError

    def _start(self, batch: FailedBatch) -> str:
        return self._client.get_shard_iterator(
            StreamArn=batch.stream_arn,
            ShardId=batch.shard_id,
            ShardIteratorType="AT_SEQUENCE_NUMBER",
            SequenceNumber=batch.first,
        )["ShardIterator"]
