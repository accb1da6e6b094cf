"""The deployed relay: the table's stream into the queue and the topic."""

from types import ModuleType

import pytest

from order_relay.relay import BatchNotRelayedError
from orders.domain.order import Status
from tests.support.services.examples import order, order_in
from tests.support.services.mocked_aws import Aws, Calls, Context, Start
from tests.support.services.stream_records import insert, modify


@pytest.fixture
def relay(start: Start) -> ModuleType:
    return start("stream")


def test_a_missing_queue_fails_the_batch(relay: ModuleType, aws: Aws) -> None:
    aws.sqs.delete_queue(QueueUrl=aws.queue_url)
    records = [insert(order("another")), modify(order(), order_in(Status.CONFIRMED))]

    with pytest.raises(BatchNotRelayedError, match="1 refused"):
        relay.handle({"Records": records}, Context())

    assert len(aws.bodies(aws.inbox_url)) == 1


POISON = {"eventName": "INSERT", "dynamodb": {"NewImage": {"order_id": {"S": "x"}}}}


def test_a_poison_record_is_put_aside_and_the_others_are_sent(relay: ModuleType, aws: Aws) -> None:
    relay.handle({"Records": [POISON, insert(order())]}, Context())

    assert len(aws.bodies(aws.queue_url)) == 1
    (put_aside,) = aws.bodies(aws.failure_queue_url)
    assert "not an order" in put_aside["reason"]


def test_a_batch_takes_at_most_three_calls(relay: ModuleType, calls: Calls) -> None:
    relay.handle({"Records": [POISON, insert(order()), modify(order(), order_in(Status.CONFIRMED))]}, Context())

    assert calls.names == ["SendMessageBatch", "PublishBatch", "SendMessageBatch"]
