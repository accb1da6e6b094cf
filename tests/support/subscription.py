"""A queue that gets what a topic publishes, during a test."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

from cafe.aws import LocalAws


@contextmanager
def subscribed_queue(aws: LocalAws, topic: str, name: str) -> Iterator[str]:
    """The URL of the queue; queue and subscription are removed afterwards."""
    url = aws.sqs.create_queue(QueueName=name)["QueueUrl"]
    arn = queue_arn(aws, url)
    aws.sqs.set_queue_attributes(QueueUrl=url, Attributes={"Policy": _open_to(topic, arn)})
    made = aws.sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn, ReturnSubscriptionArn=True)
    try:
        yield url
    finally:
        aws.sns.unsubscribe(SubscriptionArn=made["SubscriptionArn"])
        aws.sqs.delete_queue(QueueUrl=url)


def queue_arn(aws: LocalAws, url: str) -> str:
    return aws.sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]


def _open_to(topic: str, queue: str) -> str:
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": "sns.amazonaws.com"},
        "Action": "sqs:SendMessage",
        "Resource": queue,
        "Condition": {"ArnEquals": {"aws:SourceArn": topic}},
    }
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})
