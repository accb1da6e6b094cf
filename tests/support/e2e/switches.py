"""Parts of the running platform, switched off or made quick for a while; each is put back, whatever happens."""

from collections.abc import Iterator
from contextlib import contextmanager

from cafe.aws import LocalAws
from cafe.platform import Platform

PROCESSOR = "cafe-orders-local-order-processor"


@contextmanager
def processor_off(aws: LocalAws) -> Iterator[None]:
    """Nobody decides: orders wait in the queue."""
    mapping = _mapping_of(aws, PROCESSOR)
    aws.functions.update_event_source_mapping(UUID=mapping, Enabled=False)
    try:
        yield
    finally:
        aws.functions.update_event_source_mapping(UUID=mapping, Enabled=True)


@contextmanager
def messages_come_again_at_once(aws: LocalAws, platform: Platform) -> Iterator[None]:
    """A message that failed is seen again after a second instead of minutes."""
    read = aws.sqs.get_queue_attributes(QueueUrl=platform.queue_url, AttributeNames=["VisibilityTimeout"])
    usual = read["Attributes"]["VisibilityTimeout"]
    aws.sqs.set_queue_attributes(QueueUrl=platform.queue_url, Attributes={"VisibilityTimeout": "1"})
    try:
        yield
    finally:
        aws.sqs.set_queue_attributes(QueueUrl=platform.queue_url, Attributes={"VisibilityTimeout": usual})


def _mapping_of(aws: LocalAws, function: str) -> str:
    mappings = aws.functions.list_event_source_mappings()["EventSourceMappings"]
    (found,) = [mapping["UUID"] for mapping in mappings if f":function:{function}:" in mapping["FunctionArn"]]
    return found
