"""Composition root of the processor, and its Lambda handler."""

from typing import TYPE_CHECKING, Any

from order_processor.processor import process_batch
from order_processor.settings import OrderProcessorSettings
from orders.adapters.table import OrderTable
from orders.runtime.clients import Clients
from orders.runtime.logger import logger
from orders.runtime.settings_loader import load

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

settings = load(OrderProcessorSettings)
logger.append_keys(environment=settings.environment)
table = OrderTable(Clients(settings.aws_region).dynamodb(), settings.table_name)


@logger.inject_lambda_context
def handle(event: dict[str, Any], context: "LambdaContext") -> dict[str, Any]:
    """Returns the failed messages; SQS deletes the others (ReportBatchItemFailures)."""
    failed = process_batch(event["Records"], table, context.get_remaining_time_in_millis)
    return {"batchItemFailures": [{"itemIdentifier": message_id} for message_id in failed]}
