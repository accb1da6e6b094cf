"""What an operator does: types commands, receives messages, reads how full a queue is."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cafe.aws import LocalAws
from cafe.operate.customer.inbox import Notification, read_inbox
from cafe.platform import Platform
from cafe.waiting import wait_until
from orders.adapters.item import read_order
from orders.domain.order import Order

CAFE = str(Path(sys.executable).with_name("cafe"))
SECONDS_TO_WAIT = 60


def start(*words: str) -> subprocess.Popen[str]:
    return subprocess.Popen([CAFE, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def type_(*words: str) -> tuple[int, Any]:
    """The exit code of a command and what it printed as JSON."""
    done = subprocess.run([CAFE, *words, "--json"], capture_output=True, text=True, timeout=120, check=False)
    return done.returncode, json.loads(done.stdout)


def take(aws: LocalAws, url: str, wanted: Callable[[str], bool]) -> str:
    """Take the first message that is wanted out of a queue, by its body."""

    def look() -> str:
        for message in aws.sqs.receive_message(
            QueueUrl=url, MaxNumberOfMessages=10, VisibilityTimeout=1, WaitTimeSeconds=1
        ).get("Messages", []):
            if wanted(message["Body"]):
                aws.sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
                return message["Body"]
        return ""

    return wait_until(look, seconds=SECONDS_TO_WAIT, problem="not in time: a message was taken")


def take_all(aws: LocalAws, url: str) -> list[dict[str, Any]]:
    """A queue's messages, hidden from other readers for a moment."""
    messages: list[dict[str, Any]] = []
    while some := aws.sqs.receive_message(
        QueueUrl=url, MaxNumberOfMessages=10, VisibilityTimeout=2, WaitTimeSeconds=0
    ).get("Messages"):
        messages += some  # type: ignore[arg-type]  # a TypedDict is a dict
    return messages


def notifications_of(aws: LocalAws, platform: Platform, order_id: str, count: int = 1) -> list[Notification]:
    """What was sent about an order, once it is so much."""
    return wait_until(
        lambda: [each for each in read_inbox(aws, platform.inbox_url) if each.order_id == order_id],
        until=lambda found: len(found) >= count,
        seconds=SECONDS_TO_WAIT,
        problem=f"not in time: {count} notifications of {order_id}",
    )


def dead_letter(aws: LocalAws, platform: Platform, count: int) -> None:
    """Receive what is in the orders queue as often as it may be, until so many are dead letters."""

    def look() -> bool:
        aws.sqs.receive_message(
            QueueUrl=platform.queue_url, MaxNumberOfMessages=10, VisibilityTimeout=0, WaitTimeSeconds=0
        )
        return depth(aws, platform.dlq_url) >= count

    wait_until(look, seconds=SECONDS_TO_WAIT, problem=f"not in time: {count} messages are dead letters")


def depth(aws: LocalAws, url: str) -> int:
    """How many messages a queue has, in flight or not."""
    attributes = aws.sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
    return int(attributes["ApproximateNumberOfMessages"]) + int(attributes["ApproximateNumberOfMessagesNotVisible"])


def orders_of(aws: LocalAws, platform: Platform, customer_id: str) -> list[Order]:
    """All that a customer has in the table, as of now."""
    pages = aws.dynamodb.get_paginator("query").paginate(
        TableName=platform.table,
        KeyConditionExpression="customer_id = :customer",
        ExpressionAttributeValues={":customer": {"S": customer_id}},
        ConsistentRead=True,
    )
    return [read_order(item) for page in pages for item in page["Items"]]
