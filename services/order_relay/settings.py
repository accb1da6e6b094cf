"""What the relay is told by its environment."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OrderRelaySettings:
    """The queue and the topic to publish to, and the queue of what can't be published."""

    aws_region: str
    environment: str
    queue_url: str
    topic_arn: str
    failure_queue_url: str
