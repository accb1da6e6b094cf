"""The queue adapter on SQS's semantics."""

import pytest
from botocore.stub import Stubber

from orders.adapters.queue import OrderQueue
from orders.domain.errors import PublishError
from orders.domain.events import OrderReceived
from orders.runtime.clients import Clients
from tests.support.services.examples import order
from tests.support.services.mocked_aws import REGION, Aws, Calls

NEW = [OrderReceived(order(f"key-{number}").key, f"request-{number}") for number in range(25)]


def test_every_order_becomes_one_message(aws: Aws) -> None:
    OrderQueue(aws.sqs, aws.queue_url).send(NEW)

    received = [body["order_id"] for body in aws.bodies(aws.queue_url)]
    assert sorted(received) == sorted(new.key.order_id for new in NEW)


@pytest.mark.parametrize(("count", "made"), [(0, 0), (1, 1), (10, 1), (11, 2), (25, 3)])
def test_ten_messages_take_one_call(aws: Aws, calls: Calls, count: int, made: int) -> None:
    calls.watch(aws.sqs)

    OrderQueue(aws.sqs, aws.queue_url).send(NEW[:count])

    assert calls.names == ["SendMessageBatch"] * made


def test_one_refused_entry_of_a_batch_is_not_overlooked(aws: Aws) -> None:
    client = Clients(REGION).sqs()
    refusal = {"Id": "1", "Code": "InternalError", "SenderFault": False}
    taken = {"Id": "0", "MessageId": "m", "MD5OfMessageBody": "5"}
    with Stubber(client) as stubber:
        stubber.add_response("send_message_batch", {"Successful": [taken], "Failed": [refusal]})
        with pytest.raises(PublishError, match="1 refused: InternalError"):
            OrderQueue(client, aws.queue_url).send(NEW[:2])


def test_a_missing_queue_is_a_publish_error(aws: Aws) -> None:
    with pytest.raises(PublishError, match="2 refused"):
        OrderQueue(aws.sqs, aws.queue_url + "-gone").send(NEW[:2])


def test_a_message_carries_the_correlation_id_beside_the_key(aws: Aws) -> None:
    OrderQueue(aws.sqs, aws.queue_url).send([OrderReceived(order().key, "request-1"), OrderReceived(order("old").key)])

    received = aws.sqs.receive_message(QueueUrl=aws.queue_url, MaxNumberOfMessages=10, MessageAttributeNames=["All"])
    carried = [message.get("MessageAttributes", {}) for message in received["Messages"]]
    assert sorted(each["correlation_id"]["StringValue"] for each in carried if each) == ["request-1"]
    assert len(carried) == 2
