"""How many messages wait in the queues of orders, and for how long."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from cafe.platform import Platform

if TYPE_CHECKING:
    from mypy_boto3_cloudwatch import CloudWatchClient
    from mypy_boto3_sqs import SQSClient

MEASURED_WITHIN = timedelta(minutes=5)
SECONDS_TO_PEEK = 1


@dataclass(frozen=True)
class QueueState:
    """Counts are SQS's own approximations; the age is in seconds, None where it is not known or nothing waits."""

    name: str
    depth: int
    in_flight: int
    delayed: int
    oldest_age_seconds: int | None


def queue_states(platform: Platform, sqs: "SQSClient", cloudwatch: "CloudWatchClient") -> tuple[QueueState, ...]:
    """The orders queue, its dead-letter queue and the relay's failure queue."""
    urls = {
        "orders": platform.queue_url,
        "dead letters": platform.dlq_url,
        "relay failures": platform.relay_failure_queue_url,
    }
    return tuple(_state_of(name, url, sqs, cloudwatch) for name, url in urls.items())


def waiting(sqs: "SQSClient", url: str) -> int:
    """How many messages a queue has, those included that are received and not deleted."""
    attributes = _attributes(sqs, url)
    return int(attributes["ApproximateNumberOfMessages"]) + int(attributes["ApproximateNumberOfMessagesNotVisible"])


def arn(sqs: "SQSClient", url: str) -> str:
    """The ARN of a queue."""
    return _attributes(sqs, url)["QueueArn"]


def _state_of(name: str, url: str, sqs: "SQSClient", cloudwatch: "CloudWatchClient") -> QueueState:
    attributes = _attributes(sqs, url)
    visible, hidden, delayed = (
        int(attributes[f"ApproximateNumberOfMessages{kind}"]) for kind in ("", "NotVisible", "Delayed")
    )
    age = _oldest_age(url, attributes, sqs, cloudwatch) if visible or hidden or delayed else None
    return QueueState(name, visible, hidden, delayed, age)


def _oldest_age(
    url: str, attributes: Mapping[str, str], sqs: "SQSClient", cloudwatch: "CloudWatchClient"
) -> int | None:
    """CloudWatch's ApproximateAgeOfOldestMessage; where it is not measured, the oldest of a peek.

    A peek counts as a receive, so a queue that dead-letters what is received too often is never peeked at.
    """
    measured = _measured_age(attributes["QueueArn"].rpartition(":")[2], cloudwatch)
    if measured is not None:
        return measured
    return None if "RedrivePolicy" in attributes else _peeked_age(url, sqs)


def _measured_age(queue_name: str, cloudwatch: "CloudWatchClient") -> int | None:
    now = datetime.now(UTC)
    points = cloudwatch.get_metric_statistics(
        Namespace="AWS/SQS",
        MetricName="ApproximateAgeOfOldestMessage",
        Dimensions=[{"Name": "QueueName", "Value": queue_name}],
        StartTime=now - MEASURED_WITHIN,
        EndTime=now,
        Period=60,
        Statistics=["Maximum"],
    )["Datapoints"]
    latest = max(points, key=lambda point: point["Timestamp"], default=None)
    return None if latest is None else int(latest["Maximum"])


def _peeked_age(url: str, sqs: "SQSClient") -> int | None:
    """Since the oldest of the first ten messages was sent; a dead letter keeps the time it was sent first."""
    messages = sqs.receive_message(
        QueueUrl=url,
        MaxNumberOfMessages=10,
        VisibilityTimeout=0,
        WaitTimeSeconds=SECONDS_TO_PEEK,
        MessageSystemAttributeNames=["SentTimestamp"],
    ).get("Messages", [])
    sent = min((int(message["Attributes"]["SentTimestamp"]) for message in messages), default=None)
    return None if sent is None else max(0, int(time.time() - sent / 1000))


def _attributes(sqs: "SQSClient", url: str) -> Mapping[str, str]:
    return sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]  # type: ignore[return-value]
