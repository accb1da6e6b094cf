"""The topic adapter on SNS's semantics."""

import json
from typing import Any

import pytest
from botocore.stub import Stubber

from orders.adapters.message_format import write_e_mail, write_event
from orders.adapters.topic import OrderEvents
from orders.domain.errors import PublishError
from orders.domain.events import StatusChange
from orders.domain.order import Status
from orders.runtime.clients import Clients
from tests.support.services.examples import CORRELATION_ID, order_in
from tests.support.services.mocked_aws import REGION, Aws, Calls

CONFIRMED = StatusChange(order_in(Status.CONFIRMED), Status.RECEIVED)
CANCELLED = StatusChange(order_in(Status.CANCELLED), Status.RECEIVED)


def subscribe(aws: Aws, filter_policy: dict[str, Any]) -> str:
    """The address of another queue that gets what the filter lets through."""
    url = aws.sqs.create_queue(QueueName="filtered")["QueueUrl"]
    arn = aws.sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    attributes = {"FilterPolicy": json.dumps(filter_policy)}
    aws.sns.subscribe(TopicArn=aws.topic_arn, Protocol="sqs", Endpoint=arn, Attributes=attributes)
    return url


def test_a_queue_gets_the_event(aws: Aws) -> None:
    OrderEvents(aws.sns, aws.topic_arn).publish([CONFIRMED])

    (envelope,) = aws.bodies(aws.inbox_url)
    assert json.loads(envelope["Message"]) == json.loads(write_event(CONFIRMED))
    assert envelope["MessageAttributes"] == {
        "status": {"Type": "String", "Value": "CONFIRMED"},
        "correlation_id": {"Type": "String", "Value": CORRELATION_ID},
    }


def test_a_subscriber_can_choose_by_status(aws: Aws) -> None:
    cancellations = subscribe(aws, {"status": ["CANCELLED"]})

    OrderEvents(aws.sns, aws.topic_arn).publish([CONFIRMED, CANCELLED])

    (envelope,) = aws.bodies(cancellations)
    assert json.loads(envelope["Message"])["status"] == "CANCELLED"


def test_an_e_mail_gets_its_own_text_and_subject(aws: Aws, calls: Calls) -> None:
    calls.watch(aws.sns)

    OrderEvents(aws.sns, aws.topic_arn).publish([CONFIRMED])

    (entry,) = calls.made[0][1]["PublishBatchRequestEntries"]
    assert entry["MessageStructure"] == "json"
    assert json.loads(entry["Message"])["email"] == write_e_mail(CONFIRMED.order)
    assert entry["Subject"].isascii()
    assert len(entry["Subject"]) < 100


@pytest.mark.parametrize(("count", "made"), [(0, 0), (1, 1), (10, 1), (11, 2)])
def test_ten_events_take_one_call(aws: Aws, calls: Calls, count: int, made: int) -> None:
    calls.watch(aws.sns)

    OrderEvents(aws.sns, aws.topic_arn).publish([CONFIRMED] * count)

    assert calls.names == ["PublishBatch"] * made


def test_one_refused_entry_of_a_batch_is_not_overlooked(aws: Aws) -> None:
    client = Clients(REGION).sns()
    refusal = {"Id": "1", "Code": "Throttled", "SenderFault": False}
    answer = {"Successful": [{"Id": "0", "MessageId": "m"}], "Failed": [refusal]}
    with Stubber(client) as stubber:
        stubber.add_response("publish_batch", answer)
        with pytest.raises(PublishError, match="1 refused: Throttled"):
            OrderEvents(client, aws.topic_arn).publish([CONFIRMED, CANCELLED])


def test_a_missing_topic_is_a_publish_error(aws: Aws) -> None:
    with pytest.raises(PublishError, match="1 refused: NotFound"):
        OrderEvents(aws.sns, aws.topic_arn + "-gone").publish([CONFIRMED])
