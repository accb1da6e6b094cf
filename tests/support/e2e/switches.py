"""Parts of the running platform, switched off or changed during a test; each is put back, whatever happens."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from cafe.aws import LocalAws
from cafe.platform import Platform
from tests.support.functions import local_name
from tests.support.tools.api_gateway import api_gateway


@contextmanager
def processor_off(aws: LocalAws) -> Iterator[None]:
    """No order is decided: orders wait in the queue."""
    mapping = mapping_of(aws, "queue")
    aws.functions.update_event_source_mapping(UUID=mapping, Enabled=False)
    try:
        yield
    finally:
        aws.functions.update_event_source_mapping(UUID=mapping, Enabled=True)


@contextmanager
def messages_hidden_for(aws: LocalAws, platform: Platform, seconds: int) -> Iterator[None]:
    """A message that failed is received again after so many seconds instead of minutes."""
    read = aws.sqs.get_queue_attributes(QueueUrl=platform.queue_url, AttributeNames=["VisibilityTimeout"])
    usual = read["Attributes"]["VisibilityTimeout"]
    aws.sqs.set_queue_attributes(QueueUrl=platform.queue_url, Attributes={"VisibilityTimeout": str(seconds)})
    try:
        yield
    finally:
        aws.sqs.set_queue_attributes(QueueUrl=platform.queue_url, Attributes={"VisibilityTimeout": usual})


@contextmanager
def throttled(aws: LocalAws, platform: Platform, rate: int) -> Iterator[None]:
    """The gateway takes only `rate` requests a second, and at once."""
    *_, api, stage, _ = urlsplit(platform.api_url).path.split("/")
    gateway = api_gateway(aws)
    usual = gateway.get_stage(restApiId=api, stageName=stage)["methodSettings"]["*/*"]

    def set_throttle(rate: float, burst: int) -> None:
        values = {"rateLimit": rate, "burstLimit": burst}
        patch = [{"op": "replace", "path": f"/*/*/throttling/{n}", "value": f"{v:g}"} for n, v in values.items()]
        gateway.update_stage(restApiId=api, stageName=stage, patchOperations=patch)

    set_throttle(rate, rate)
    try:
        yield
    finally:
        set_throttle(usual["throttlingRateLimit"], usual["throttlingBurstLimit"])


def mapping_of(aws: LocalAws, trigger: str) -> str:
    """The id of the mapping by which the stream or the queue invokes its function."""
    function = local_name(trigger)
    mappings = aws.functions.list_event_source_mappings()["EventSourceMappings"]
    (found,) = [mapping["UUID"] for mapping in mappings if f":function:{function}:" in mapping["FunctionArn"]]
    return found
