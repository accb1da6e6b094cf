"""The table, the queues and the topic in moto, and what Lambda gives a function."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from types import ModuleType
from typing import TYPE_CHECKING, Any

from orders.runtime.clients import Clients

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_sns import SNSClient
    from mypy_boto3_sqs import SQSClient

REGION = "us-east-1"
TABLE = "test-orders"
ENVIRONMENT = "cafe-orders-test"
CREDENTIALS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_REGION": REGION}

type Start = Callable[[str], ModuleType]


@dataclass
class Calls:
    """Every call that was made of AWS, with its arguments."""

    made: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        return [name for name, _ in self.made]

    def watch(self, client: Any) -> None:
        client.meta.events.register("provide-client-params.*.*", self._note)

    def _note(self, params: dict[str, Any], model: Any, **_: Any) -> None:
        self.made.append((model.name, params))


@dataclass(frozen=True)
class Aws:
    """Clients of the test's own, and what it made."""

    dynamodb: "DynamoDBClient"
    sqs: "SQSClient"
    sns: "SNSClient"
    queue_url: str
    inbox_url: str
    failure_queue_url: str
    topic_arn: str

    def bodies(self, url: str) -> list[dict[str, Any]]:
        """Takes all messages out of a queue: what they say."""
        return [json.loads(record["body"]) for record in self.records(url)]

    def records(self, url: str) -> list[dict[str, Any]]:
        """Takes all messages out of a queue, in the shape that Lambda gives them to a function."""
        messages = self.sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, MessageAttributeNames=["All"]).get(
            "Messages", []
        )
        for message in messages:
            self.sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
        return [as_record(message) for message in messages] + (self.records(url) if messages else [])


def as_record(message: Any) -> dict[str, Any]:
    """Names as in "Using Lambda with Amazon SQS": SQS writes MessageAttributes, Lambda messageAttributes."""
    attributes = {
        name: {"dataType": attribute["DataType"], "stringValue": attribute["StringValue"]}
        for name, attribute in message.get("MessageAttributes", {}).items()
    }
    return {"messageId": message["MessageId"], "body": message["Body"], "messageAttributes": attributes}


@dataclass(frozen=True)
class Context:
    """Lambda's context of an invocation."""

    function_name: str = "function"
    memory_limit_in_mb: int = 256
    invoked_function_arn: str = "arn:aws:lambda:us-east-1:123456789012:function:function"
    aws_request_id: str = "invocation-1"
    remaining_milliseconds: int = 30_000

    def get_remaining_time_in_millis(self) -> int:
        return self.remaining_milliseconds


def make(clients: Clients) -> Aws:
    dynamodb, sqs, sns = clients.dynamodb(), clients.sqs(), clients.sns()
    create_table(dynamodb)
    queue_url = sqs.create_queue(QueueName="test-orders")["QueueUrl"]
    inbox_url = sqs.create_queue(QueueName="test-inbox")["QueueUrl"]
    inbox_arn = sqs.get_queue_attributes(QueueUrl=inbox_url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    failure_queue_url = sqs.create_queue(QueueName="test-relay-failures")["QueueUrl"]
    topic_arn = sns.create_topic(Name="test-order-events")["TopicArn"]
    sns.subscribe(TopicArn=topic_arn, Protocol="sqs", Endpoint=inbox_arn)
    return Aws(dynamodb, sqs, sns, queue_url, inbox_url, failure_queue_url, topic_arn)


def create_table(dynamodb: "DynamoDBClient") -> None:
    """As modules/order_store has it, but for the index's projection.

    moto answers a query with the index's projection whatever `Select` asks for; DynamoDB fetches the rest.
    """
    dynamodb.create_table(
        TableName=TABLE,
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[
            {"AttributeName": "customer_id", "AttributeType": "S"},
            {"AttributeName": "order_id", "AttributeType": "S"},
            {"AttributeName": "created_at", "AttributeType": "S"},
        ],
        KeySchema=[
            {"AttributeName": "customer_id", "KeyType": "HASH"},
            {"AttributeName": "order_id", "KeyType": "RANGE"},
        ],
        LocalSecondaryIndexes=[
            {
                "IndexName": "by_created_at",
                "KeySchema": [
                    {"AttributeName": "customer_id", "KeyType": "HASH"},
                    {"AttributeName": "created_at", "KeyType": "RANGE"},
                ],
                "Projection": {"ProjectionType": "ALL"},
            }
        ],
        StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"},
    )
