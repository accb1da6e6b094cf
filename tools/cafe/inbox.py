"""The local inbox: a queue subscribed to the topic, where e-mails would go on AWS."""

import json
from dataclasses import dataclass

from cafe.aws import LocalAws

HIDDEN_SECONDS = 2


@dataclass(frozen=True)
class Notification:
    """One event of the topic."""

    event_id: str
    order_id: str
    status: str
    at: str


def read_inbox(aws: LocalAws, inbox_url: str) -> list[Notification]:
    """All notifications that are waiting, oldest first; they stay in the queue."""
    seen: dict[str, Notification] = {}
    while messages := aws.sqs.receive_message(
        QueueUrl=inbox_url, MaxNumberOfMessages=10, VisibilityTimeout=HIDDEN_SECONDS
    ).get("Messages", []):
        received = {message["MessageId"]: _notification(message["Body"]) for message in messages}
        if received.keys() <= seen.keys():
            break
        seen |= received
    return sorted(seen.values(), key=lambda notification: notification.at)


def _notification(body: str) -> Notification:
    envelope = json.loads(body)
    event = json.loads(envelope["Message"]) if "Message" in envelope else envelope
    return Notification(event["event_id"], event["order_id"], event["status"], event["at"])
