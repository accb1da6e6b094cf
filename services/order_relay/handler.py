"""Composition root of the relay, and its Lambda handler."""

from typing import TYPE_CHECKING, Any

from order_relay.failure_queue import FailureQueue
from order_relay.relay import relay
from order_relay.settings import OrderRelaySettings
from orders.adapters.queue import OrderQueue
from orders.adapters.topic import OrderEvents
from orders.runtime.clients import Clients
from orders.runtime.logger import logger
from orders.runtime.settings_loader import load

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

settings = load(OrderRelaySettings)
logger.append_keys(environment=settings.environment)
clients = Clients(settings.aws_region)
sqs = clients.sqs()
queue = OrderQueue(sqs, settings.queue_url)
failures = FailureQueue(sqs, settings.failure_queue_url)
topic = OrderEvents(clients.sns(), settings.topic_arn)


@logger.inject_lambda_context
def handle(event: dict[str, Any], context: "LambdaContext") -> None:  # noqa: ARG001  # Lambda's signature
    """Raises if any record was not published: Lambda then retries the whole batch."""
    relay(event["Records"], queue, topic, failures)
