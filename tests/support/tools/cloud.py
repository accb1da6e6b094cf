"""The queues, the table and the topic that an operator's commands work on, in moto."""

import json
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import boto3
from botocore.config import Config

from cafe.platform import Platform
from tests.support.services.mocked_aws import TABLE, create_table
from tests.support.tools.examples import PLATFORM

if TYPE_CHECKING:
    from mypy_boto3_cloudwatch import CloudWatchClient
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodbstreams import DynamoDBStreamsClient
    from mypy_boto3_sns import SNSClient
    from mypy_boto3_sqs import SQSClient


@dataclass(frozen=True)
class Cloud:
    """One environment and the clients that reach it."""

    platform: Platform
    sqs: "SQSClient"
    sns: "SNSClient"
    dynamodb: "DynamoDBClient"
    dynamodbstreams: "DynamoDBStreamsClient"
    cloudwatch: "CloudWatchClient"

    def send(self, url: str, *bodies: str) -> None:
        for body in bodies:
            self.sqs.send_message(QueueUrl=url, MessageBody=body)

    def bodies(self, url: str) -> list[str]:
        """Takes all that a queue would give now."""
        messages = self.sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", [])
        for message in messages:
            self.sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
        return [message["Body"] for message in messages] + (self.bodies(url) if messages else [])

    def events(self) -> list[dict[str, Any]]:
        return [json.loads(json.loads(body)["Message"]) for body in self.bodies(self.platform.inbox_url)]


def make_cloud(session: boto3.Session) -> Cloud:
    sqs, sns, dynamodb = session.client("sqs"), session.client("sns"), session.client("dynamodb")
    answer(sqs, "ListMessageMoveTasks", 400, {"Error": {"Code": "InvalidAction", "Message": "no such action"}})
    create_table(dynamodb)
    urls = {
        name: sqs.create_queue(QueueName=name)["QueueUrl"] for name in ("orders", "orders-dlq", "failures", "inbox")
    }
    policy = {"deadLetterTargetArn": _arn(sqs, urls["orders-dlq"]), "maxReceiveCount": 5}
    sqs.set_queue_attributes(QueueUrl=urls["orders"], Attributes={"RedrivePolicy": json.dumps(policy)})
    topic_arn = sns.create_topic(Name="order-events")["TopicArn"]
    sns.subscribe(TopicArn=topic_arn, Protocol="sqs", Endpoint=_arn(sqs, urls["inbox"]))
    platform = replace(
        PLATFORM,
        table=TABLE,
        queue_url=urls["orders"],
        dlq_url=urls["orders-dlq"],
        relay_failure_queue_url=urls["failures"],
        topic_arn=topic_arn,
        inbox_url=urls["inbox"],
    )
    streams = session.client(
        "dynamodbstreams", config=Config(account_id_endpoint_mode="disabled")
    )  # moto has no endpoint of an account
    cloudwatch = session.client("cloudwatch")
    return Cloud(platform, sqs, sns, dynamodb, streams, cloudwatch)


def _arn(sqs: "SQSClient", url: str) -> str:
    return sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]


def answer(
    client: Any, operation: str, status: int, *answers: dict[str, Any], service: str = "sqs"
) -> list[dict[str, Any]]:
    """The client gives these answers to an operation that moto doesn't know, the last again and again.

    Returns the list that the arguments of each call will be added to.
    """
    calls: list[dict[str, Any]] = []

    def give(params: dict[str, Any], **_: Any) -> tuple[SimpleNamespace, dict[str, Any]]:
        calls.append(json.loads(params["body"]))
        given = answers[min(len(calls), len(answers)) - 1]
        return SimpleNamespace(status_code=status), {"ResponseMetadata": {}} | given

    event = f"before-call.{service}.{operation}"
    client.meta.events.unregister(event, unique_id=operation)
    client.meta.events.register(event, give, unique_id=operation)
    return calls
