"""The processor in the manner of the cookbooks: Powertools' batch processor and parser, boto3's table resource."""

import os
from datetime import UTC, datetime
from typing import Any

import boto3
from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
from aws_lambda_powertools.utilities.parser.models import SqsRecordModel
from aws_lambda_powertools.utilities.typing import LambdaContext
from pydantic import BaseModel, Json

logger = Logger()
metrics = Metrics(namespace="cafe")
table = boto3.resource("dynamodb").Table(os.environ["TABLE_NAME"])


class Key(BaseModel):
    """The message: which order waits."""

    customer_id: str
    order_id: str


class Message(SqsRecordModel):
    """A record of the queue with its body read."""

    body: Json[Key]


processor = BatchProcessor(event_type=EventType.SQS, model=Message)


def decide(record: Message) -> None:
    key = record.body.model_dump()
    order = table.get_item(Key=key, ConsistentRead=True)["Item"]
    table.update_item(
        Key=key,
        UpdateExpression="SET #status = :confirmed, updated_at = :now",
        ConditionExpression="#status = :received",
        ExpressionAttributeNames={"#status": "status"},
        ExpressionAttributeValues={
            ":confirmed": "CONFIRMED",
            ":received": order["status"],
            ":now": datetime.now(UTC).isoformat(),
        },
    )
    metrics.add_metric(name="OrdersDecided", unit=MetricUnit.Count, value=1)
    logger.info("processed", order_id=key["order_id"])


@logger.inject_lambda_context
@metrics.log_metrics
def handle(event: dict[str, Any], context: LambdaContext) -> Any:
    return process_partial_response(event=event, record_handler=decide, processor=processor, context=context)
