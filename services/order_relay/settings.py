"""Environment variables of the relay."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OrderRelaySettings:
    """The queue and the topic, and the queue of unreadable records."""

    aws_region: str
    environment: str
    queue_url: str
    topic_arn: str
    failure_queue_url: str
