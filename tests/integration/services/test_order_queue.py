"""The queue adapter on SQS's semantics."""

import pytest
from botocore.stub import Stubber

from orders.clients import Clients
from orders.errors import NotTaken
from orders.queue import OrderQueue

from ...unit.services.examples import CUSTOMER, order
from .conftest import REGION, Aws, Calls

KEYS = [order(f"key-{number}").key for number in range(25)]


def test_every_key_becomes_one_message(aws: Aws) -> None:
    OrderQueue(aws.sqs, aws.queue_url).send(KEYS)

    received = [body["order_id"] for body in aws.bodies(aws.queue_url)]
    assert sorted(received) == sorted(key.order_id for key in KEYS)


def test_a_message_is_the_key(aws: Aws) -> None:
    OrderQueue(aws.sqs, aws.queue_url).send([order().key])

    assert aws.bodies(aws.queue_url) == [{"customer_id": CUSTOMER, "order_id": order().key.order_id}]


@pytest.mark.parametrize(("count", "made"), [(0, 0), (1, 1), (10, 1), (11, 2), (25, 3)])
def test_ten_messages_take_one_call(aws: Aws, calls: Calls, count: int, made: int) -> None:
    calls.watch(aws.sqs)

    OrderQueue(aws.sqs, aws.queue_url).send(KEYS[:count])

    assert calls.names == ["SendMessageBatch"] * made


def test_one_refused_entry_of_a_batch_is_not_overlooked(aws: Aws) -> None:
    client = Clients(REGION).sqs()
    refusal = {"Id": "1", "Code": "InternalError", "SenderFault": False}
    taken = {"Id": "0", "MessageId": "m", "MD5OfMessageBody": "5"}
    with Stubber(client) as stubber:
        stubber.add_response("send_message_batch", {"Successful": [taken], "Failed": [refusal]})
        with pytest.raises(NotTaken, match="1 not taken: InternalError"):
            OrderQueue(client, aws.queue_url).send(KEYS[:2])


def test_a_queue_that_is_not_there_takes_nothing(aws: Aws) -> None:
    with pytest.raises(NotTaken, match="2 not taken"):
        OrderQueue(aws.sqs, aws.queue_url + "-gone").send(KEYS[:2])
