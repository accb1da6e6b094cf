"""The changes that the rehearsal makes to its copy of the repository, and the one it makes behind Terraform's back."""

from pathlib import Path

from cafe.aws import Aws
from cafe.environments import LiveEnvironment
from cafe.errors import CafeError

DEV = Path("live/dev/env.hcl")
MENU = Path("services/orders/domain/menu.json")
HANDLER = Path("services/order_api/handler.py")
BROKEN = 'raise RuntimeError("The bar is closed.")'
DRIFTED_SECONDS = "240"


def touch_the_readme(work: Path) -> None:
    """A change that no unit sees."""
    readme = work / "README.md"
    readme.write_text(f"{readme.read_text()}\nRehearsed.\n")


def send_alarms_to_somebody(work: Path) -> None:
    """One more resource, in dev only."""
    _replace(work / DEV, "alarm_emails        = {}", 'alarm_emails        = { on_call = "on-call@example.com" }')


def keep_logs_longer(work: Path) -> None:
    """An attribute of what is there, in dev only."""
    _replace(work / DEV, "log_retention_days   = 365", "log_retention_days   = 400")


def raise_a_price(work: Path) -> None:
    """Other code in every function."""
    _replace(work / MENU, '"unit_price": 240', '"unit_price": 250')


def break_the_api(work: Path) -> None:
    """A function that answers nobody; its unit tests would say so, but a deploy does not run them."""
    file = work / HANDLER
    head, _, body = file.read_text().rpartition("\n    return ")
    if not head:
        raise CafeError(f"{HANDLER} is not as the rehearsal knows it.", "Change how it is broken: changes.py")
    file.write_text(f"{head}\n    {BROKEN}\n    return {body}")


def let_messages_be_hidden_longer(live: LiveEnvironment, aws: Aws) -> str:
    """A setting of the queue changed by hand; returns what it was, in seconds."""
    url = _queue(live, aws)
    found = aws.sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["VisibilityTimeout"])
    aws.sqs.set_queue_attributes(QueueUrl=url, Attributes={"VisibilityTimeout": DRIFTED_SECONDS})
    return found["Attributes"]["VisibilityTimeout"]


def hide_messages_as_long_as(live: LiveEnvironment, aws: Aws, seconds: str) -> None:
    """The queue's setting put back by hand."""
    aws.sqs.set_queue_attributes(QueueUrl=_queue(live, aws), Attributes={"VisibilityTimeout": seconds})


def _queue(live: LiveEnvironment, aws: Aws) -> str:
    url: str = aws.sqs.get_queue_url(QueueName=f"{live.prefix}-orders")["QueueUrl"]
    return url


def _replace(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    if old not in text:
        raise CafeError(f"{file.name} does not say {old}.", "Change what the rehearsal changes: changes.py")
    file.write_text(text.replace(old, new, 1))
