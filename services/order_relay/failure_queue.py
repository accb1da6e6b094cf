"""Poison records: stream records that are not orders. A retry can't help, so an operator has to look at them."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from orders.adapters.batches import deliver

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient


@dataclass(frozen=True, slots=True)
class PoisonRecord:
    """An unreadable record, and the reason."""

    record: Mapping[str, Any]
    reason: str


class FailureQueue:
    """The queue to which Lambda also sends the batches that failed for good."""

    def __init__(self, client: "SQSClient", url: str) -> None:
        """The client has timeouts and retries."""
        self._client = client
        self._url = url

    def put(self, poison: Iterable[PoisonRecord]) -> None:
        """One message for each record; PublishError if the queue refused any."""
        deliver((write(each) for each in poison), _size, self._send_batch)

    def _send_batch(self, bodies: list[str]) -> list[str]:
        answer = self._client.send_message_batch(
            QueueUrl=self._url,
            Entries=[{"Id": str(index), "MessageBody": body} for index, body in enumerate(bodies)],
        )
        return [failure["Code"] for failure in answer.get("Failed", [])]


def write(poison: PoisonRecord) -> str:
    """The form of Lambda's own messages ("Retaining discarded batches for DynamoDB"), with the record's key."""
    change = poison.record.get("dynamodb") or {}
    sequence_number = change.get("SequenceNumber")
    return json.dumps(
        {
            "requestContext": {"condition": "PoisonRecord"},
            "reason": poison.reason,
            "keys": change.get("Keys"),
            "DDBStreamBatchInfo": {
                "startSequenceNumber": sequence_number,
                "endSequenceNumber": sequence_number,
                "batchSize": 1,
                "streamArn": poison.record.get("eventSourceARN"),
            },
        }
    )


def _size(body: str) -> int:
    return len(body.encode())
