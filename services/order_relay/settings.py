"""What the relay is told by its environment."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OrderRelaySettings:
    """The queue and the topic to publish to."""

    aws_region: str
    queue_url: str
    topic_arn: str
