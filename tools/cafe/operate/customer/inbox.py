"""The local inbox: a queue subscribed to the topic, where e-mails would go on AWS."""

import json
from dataclasses import dataclass
from itertools import batched
from typing import TYPE_CHECKING

from cafe.aws import LocalAws
from orders.adapters.message_attributes import ATTRIBUTE

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_sqs.type_defs import MessageTypeDef

BATCH = 10
HIDDEN_SECONDS = 10


@dataclass(frozen=True)
class Notification:
    """One event of the topic, and the request that caused it."""

    event_id: str
    order_id: str
    status: str
    at: str
    correlation_id: str | None = None


def read_inbox(aws: LocalAws, inbox_url: str) -> list[Notification]:
    """All notifications that are waiting, oldest first; they stay in the queue."""
    sqs = aws.sqs
    seen: dict[str, MessageTypeDef] = {}
    while messages := sqs.receive_message(
        QueueUrl=inbox_url,
        MaxNumberOfMessages=BATCH,
        VisibilityTimeout=HIDDEN_SECONDS,
        WaitTimeSeconds=0,
        MessageAttributeNames=[ATTRIBUTE],
    ).get("Messages", []):
        received = {message["MessageId"]: message for message in messages}
        nothing_new = received.keys() <= seen.keys()
        seen |= received
        if nothing_new:
            break
    _show_again(sqs, inbox_url, [message["ReceiptHandle"] for message in seen.values()])
    return sorted((_notification(message) for message in seen.values()), key=lambda notification: notification.at)


def _show_again(sqs: "SQSClient", inbox_url: str, receipts: list[str]) -> None:
    for batch in batched(receipts, BATCH, strict=False):
        sqs.change_message_visibility_batch(
            QueueUrl=inbox_url,
            Entries=[
                {"Id": str(number), "ReceiptHandle": receipt, "VisibilityTimeout": 0}
                for number, receipt in enumerate(batch)
            ],
        )


def _notification(message: "MessageTypeDef") -> Notification:
    body = json.loads(message["Body"])
    event = json.loads(body["Message"]) if "Message" in body else body
    carried = message.get("MessageAttributes", {}).get(ATTRIBUTE)
    correlation_id = carried["StringValue"] if carried else None
    return Notification(event["event_id"], event["order_id"], event["status"], event["at"], correlation_id)
