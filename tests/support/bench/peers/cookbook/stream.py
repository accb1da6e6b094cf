"""The relay in the manner of the cookbooks: Powertools' batch processor for streams, one call a record."""

import json
import os
from typing import Any

import boto3
from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
from aws_lambda_powertools.utilities.parser.models import DynamoDBStreamChangedRecordModel, DynamoDBStreamRecordModel
from aws_lambda_powertools.utilities.typing import LambdaContext
from pydantic import BaseModel

logger = Logger()
metrics = Metrics(namespace="cafe")
sqs = boto3.client("sqs")
sns = boto3.client("sns")


class Order(BaseModel):
    """The fields of an order that the relay needs."""

    customer_id: str
    order_id: str
    status: str


class Change(DynamoDBStreamChangedRecordModel):
    """A change with the order's new image read."""

    NewImage: Order


class Record(DynamoDBStreamRecordModel):
    """A record of the table's stream."""

    dynamodb: Change


processor = BatchProcessor(event_type=EventType.DynamoDBStreams, model=Record)


def publish(record: Record) -> None:
    order = record.dynamodb.NewImage
    if record.eventName == "INSERT":
        body = json.dumps({"customer_id": order.customer_id, "order_id": order.order_id})
        sqs.send_message(QueueUrl=os.environ["QUEUE_URL"], MessageBody=body)
    else:
        sns.publish(TopicArn=os.environ["TOPIC_ARN"], Message=order.model_dump_json())
    metrics.add_metric(name="ChangesPublished", unit=MetricUnit.Count, value=1)
    logger.info("relayed", order_id=order.order_id)


@logger.inject_lambda_context
@metrics.log_metrics
def handle(event: dict[str, Any], context: LambdaContext) -> Any:
    return process_partial_response(event=event, record_handler=publish, processor=processor, context=context)
