"""What an operator's commands work on: the names and addresses of one environment."""

from dataclasses import dataclass

from cafe.errors import CafeError
from cafe.platform import Platform


@dataclass(frozen=True)
class Environment:
    """Where orders wait, fail and are announced; on AWS all of it comes from Terraform's outputs."""

    table: str
    queue_url: str
    dlq_url: str
    relay_failure_queue_url: str
    topic_arn: str


def environment_of(platform: Platform) -> Environment:
    """What an operator works on of a platform. CafeError when an older `up` described it."""
    if not (platform.relay_failure_queue_url and platform.topic_arn):
        raise CafeError("The platform was described by an older version.", "Bring it up to date: nox -s up")
    return Environment(
        table=platform.table,
        queue_url=platform.queue_url,
        dlq_url=platform.dlq_url,
        relay_failure_queue_url=platform.relay_failure_queue_url,
        topic_arn=platform.topic_arn,
    )
