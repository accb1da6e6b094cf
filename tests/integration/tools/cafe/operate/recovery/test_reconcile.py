"""Putting right what the relay could not publish, and orders that nobody decides."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from cafe.operate.recovery.failed_batches import FailedBatch, RecordsExpiredError, StreamRecords
from cafe.operate.recovery.order_scan import OrderScan
from cafe.operate.recovery.rate_limiter import RateLimiter
from cafe.operate.recovery.reconcile import Reconciled, Reconciliation
from cafe.operate.recovery.relay_failures import RelayFailures
from cafe.operate.recovery.republisher import NullPublisher, Publisher
from order_relay.failure_queue import PoisonRecord, write
from orders.adapters.item import text, write_order
from orders.adapters.message_format import write_key
from orders.adapters.queue import OrderQueue
from orders.adapters.table import OrderTable
from orders.adapters.topic import OrderEvents
from orders.domain.events import OrderReceived
from orders.domain.lifecycle import Transition
from orders.domain.order import Order, Status
from tests.support.services.examples import LATER, MORNING, apply, order
from tests.support.services.mocked_aws import TABLE
from tests.support.tools.cloud import Cloud, answer

NOON = MORNING.replace(hour=12)
LONG_AGO = MORNING - timedelta(days=2)


class NoStream:
    """A stream that has trimmed everything."""

    def read(self, batch: FailedBatch) -> list[dict[str, Any]]:
        raise RecordsExpiredError(batch.first)


def reconciling(cloud: Cloud, most: int | None = None, records: Any = None) -> Reconciliation:
    environment = cloud.platform
    queue, topic = OrderQueue(cloud.sqs, environment.queue_url), OrderEvents(cloud.sns, environment.topic_arn)
    return Reconciliation(
        failures=RelayFailures(cloud.sqs, environment.relay_failure_queue_url),
        records=records or StreamRecords(cloud.dynamodbstreams),
        scan=OrderScan(cloud.dynamodb, environment.table),
        orders=OrderTable(cloud.dynamodb, environment.table),
        publisher=Publisher(queue, topic, lambda _text: None, RateLimiter(None)),
        most=most,
    )


def store(cloud: Cloud, *orders: Order) -> None:
    for each in orders:
        cloud.dynamodb.put_item(TableName=TABLE, Item=write_order(each))


def confirmed(received: Order) -> Order:
    return apply(received, Transition(Status.CONFIRMED, LATER))


def fail_batch(cloud: Cloud, start: int, end: int) -> None:
    """The relay gave up on records of the stream, by their places in it."""
    (stream,) = cloud.dynamodbstreams.list_streams(TableName=TABLE)["Streams"]
    shard = cloud.dynamodbstreams.describe_stream(StreamArn=stream["StreamArn"])["StreamDescription"]["Shards"][0]
    first = int(shard["SequenceNumberRange"]["StartingSequenceNumber"])
    batch = {
        "shardId": shard["ShardId"],
        "startSequenceNumber": str(first + start),
        "endSequenceNumber": str(first + end),
        "approximateArrivalOfFirstRecord": "2026-03-01T08:15:01Z",
        "approximateArrivalOfLastRecord": "2026-03-01T08:15:03Z",
        "batchSize": end - start + 1,
        "streamArn": stream["StreamArn"],
    }
    cloud.send(cloud.platform.relay_failure_queue_url, json.dumps({"DDBStreamBatchInfo": batch}))


def queued(cloud: Cloud) -> list[str]:
    return sorted(cloud.bodies(cloud.platform.queue_url))


def failures(cloud: Cloud) -> list[str]:
    return cloud.bodies(cloud.platform.relay_failure_queue_url)


def keys(*orders: Order) -> list[str]:
    return sorted(write_key(each.key) for each in orders)


# Orders received for too long


def test_orders_received_for_too_long_are_queued_again(cloud: Cloud) -> None:
    stuck, decided = order("stuck"), confirmed(order("decided"))
    fresh = replace(order("fresh"), created_at=NOON, updated_at=NOON)
    store(cloud, stuck, decided, fresh)

    result = reconciling(cloud).run(received_before=NOON)

    assert result == Reconciled(queued=1, announced=0, batches_settled=0, problems=())
    assert queued(cloud) == keys(stuck)


def test_every_page_of_the_table_is_read_at_a_limited_pace(cloud: Cloud, monkeypatch: pytest.MonkeyPatch) -> None:
    stuck = [order(f"key-{number}") for number in range(7)]
    store(cloud, *stuck)
    spent: list[float] = []
    limiter = RateLimiter(None)
    monkeypatch.setattr(limiter, "acquire", spent.append)
    cloud.dynamodb.meta.events.register(
        "provide-client-params.dynamodb.Scan", lambda params, **_: params | {"Limit": 2}
    )

    found = list(OrderScan(cloud.dynamodb, TABLE, limiter).received_before(NOON))

    assert sorted(found, key=str) == sorted((OrderReceived(each.key, each.correlation_id) for each in stuck), key=str)
    assert len(spent) == 3
    assert min(spent) > 0


def test_the_scan_is_consistent_and_reads_no_more_than_it_needs(cloud: Cloud) -> None:
    asked: list[dict[str, Any]] = []
    cloud.dynamodb.meta.events.register("provide-client-params.dynamodb.Scan", lambda params, **_: asked.append(params))

    list(OrderScan(cloud.dynamodb, TABLE).received_before(NOON))

    assert asked[0]["ConsistentRead"] is True
    assert asked[0]["ProjectionExpression"] == "customer_id, order_id, correlation_id"


@pytest.mark.parametrize(("most", "count"), [(1, 1), (10, 10), (11, 11), (15, 12)])
def test_no_more_orders_are_queued_than_asked_for(cloud: Cloud, most: int, count: int) -> None:
    store(cloud, *(order(f"key-{number}") for number in range(12)))

    result = reconciling(cloud, most).run(received_before=NOON)

    assert result.queued == count
    assert len(queued(cloud)) == count


def test_an_order_that_the_queue_refuses_is_reported(cloud: Cloud) -> None:
    store(cloud, order())
    answer(cloud.sqs, "SendMessageBatch", 200, {"Failed": [{"Id": "0", "Code": "InternalError", "SenderFault": False}]})

    result = reconciling(cloud).run(received_before=NOON)

    assert result == Reconciled(0, 0, 0, ("1 refused: InternalError",))


# Batches that the relay gave up on


def test_what_a_failed_batch_says_is_published_and_the_batch_is_settled(cloud: Cloud) -> None:
    first, second, other = order("first"), order("second"), order("other")
    store(cloud, other, first, confirmed(first), second, order("last"))
    fail_batch(cloud, 1, 3)

    result = reconciling(cloud).run(received_before=LONG_AGO)

    assert result == Reconciled(queued=2, announced=1, batches_settled=1, problems=())
    assert queued(cloud) == keys(first, second)
    assert [event["event_id"] for event in cloud.events()] == [f"{first.key.order_id}#2"]
    assert failures(cloud) == []


def test_an_order_of_a_failed_batch_is_not_queued_a_second_time_as_a_stuck_one(cloud: Cloud) -> None:
    store(cloud, order())
    fail_batch(cloud, 0, 0)

    result = reconciling(cloud).run(received_before=NOON)

    assert (result.queued, len(queued(cloud))) == (1, 1)


def test_records_that_nobody_can_read_keep_their_batch_but_hold_up_no_other_record(cloud: Cloud) -> None:
    cloud.dynamodb.put_item(TableName=TABLE, Item={"customer_id": text("c"), "order_id": text("poison")})
    store(cloud, order())
    fail_batch(cloud, 0, 1)

    result = reconciling(cloud).run(received_before=LONG_AGO)

    assert (result.queued, result.batches_settled) == (1, 0)
    assert "not an order" in result.problems[0]
    assert len(failures(cloud)) == 1


def test_what_nobody_needs_to_know_settles_its_batch(cloud: Cloud) -> None:
    received = order()
    store(cloud, received, replace(received, note="changed by hand"))
    fail_batch(cloud, 1, 1)

    result = reconciling(cloud).run(received_before=LONG_AGO)

    assert result == Reconciled(0, 0, 1, ())


def test_a_message_that_describes_no_batch_stays_and_is_reported(cloud: Cloud) -> None:
    cloud.send(cloud.platform.relay_failure_queue_url, "{}")

    result = reconciling(cloud).run(received_before=LONG_AGO)

    assert result == Reconciled(0, 0, 0, ("a message of the failure queue: it doesn't describe a failed batch",))
    assert failures(cloud) == ["{}"]


def test_a_batch_that_was_not_taken_stays(cloud: Cloud) -> None:
    store(cloud, order())
    fail_batch(cloud, 0, 0)
    answer(cloud.sqs, "SendMessageBatch", 200, {"Failed": [{"Id": "0", "Code": "InternalError", "SenderFault": False}]})

    result = reconciling(cloud).run(received_before=LONG_AGO)

    assert result == Reconciled(0, 0, 0, ("1 refused: InternalError",))
    assert len(failures(cloud)) == 1


def test_killed_between_publishing_and_settling_the_batch_comes_again(
    cloud: Cloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    store(cloud, order())
    fail_batch(cloud, 0, 0)
    run = reconciling(cloud)

    def die(_message: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(run.failures, "delete", die)
    with pytest.raises(KeyboardInterrupt):
        run.run(received_before=LONG_AGO)

    assert reconciling(cloud).run(received_before=LONG_AGO) == Reconciled(1, 0, 1, ())


def test_the_limit_leaves_the_batches_behind_it(cloud: Cloud) -> None:
    store(cloud, order("1"), order("2"), order("3"))
    fail_batch(cloud, 0, 1)
    fail_batch(cloud, 2, 2)

    result = reconciling(cloud, most=1).run(received_before=NOON)

    assert (result.queued, result.batches_settled) == (2, 1)
    assert len(failures(cloud)) == 1


def test_batches_that_another_run_hides_are_reported(cloud: Cloud) -> None:
    store(cloud, order())
    fail_batch(cloud, 0, 0)
    cloud.sqs.receive_message(QueueUrl=cloud.platform.relay_failure_queue_url)

    result = reconciling(cloud).run(received_before=LONG_AGO)

    assert result.problems == ("1 failed batches are hidden by another run, for 2 minutes at most",)


def test_a_message_that_somebody_else_settled_meanwhile_is_no_failure(cloud: Cloud) -> None:
    queue = RelayFailures(cloud.sqs, cloud.platform.relay_failure_queue_url)
    cloud.send(cloud.platform.relay_failure_queue_url, "1")

    with queue as messages:
        for message in messages:
            cloud.sqs.delete_message(
                QueueUrl=cloud.platform.relay_failure_queue_url, ReceiptHandle=message["ReceiptHandle"]
            )

    assert failures(cloud) == []


def test_a_dry_run_counts_and_changes_nothing(cloud: Cloud) -> None:
    store(cloud, order("1"), confirmed(order("2")), order("3"))
    fail_batch(cloud, 0, 0)
    run = reconciling(cloud)
    dry = replace(run, publisher=Publisher(NullPublisher(), NullPublisher(), print, RateLimiter(None)), is_dry=True)

    result = dry.run(received_before=NOON)

    assert result == Reconciled(queued=2, announced=0, batches_settled=1, problems=())
    assert queued(cloud) == []
    assert len(failures(cloud)) == 1


# Records that the relay put aside since nobody can read them


@pytest.fixture
def put_aside(cloud: Cloud) -> dict[str, Any]:
    """The item of an order, spoilt, and its record in the failure queue as the relay leaves it there."""
    item = write_order(order())
    cloud.dynamodb.put_item(TableName=TABLE, Item=item | {"total": text("a latte")})
    record = {"dynamodb": {"Keys": {name: item[name] for name in ("customer_id", "order_id")}}}
    cloud.send(cloud.platform.relay_failure_queue_url, write(PoisonRecord(record, "not an order")))
    return dict(item)


def test_an_item_that_is_still_no_order_keeps_its_record(cloud: Cloud, put_aside: dict[str, Any]) -> None:
    result = reconciling(cloud).run(received_before=LONG_AGO)

    assert (result.queued, result.batches_settled, len(failures(cloud))) == (0, 0, 1)
    assert result.problems[0].startswith(f"item {order().key.order_id}: not an order")


def test_an_item_that_was_corrected_is_published_and_its_record_settled(
    cloud: Cloud, put_aside: dict[str, Any]
) -> None:
    cloud.dynamodb.put_item(TableName=TABLE, Item=put_aside)

    result = reconciling(cloud).run(received_before=LONG_AGO)

    assert result == Reconciled(1, 0, 1, ())
    assert (queued(cloud), failures(cloud)) == (keys(order()), [])


def test_an_item_that_was_removed_settles_its_record(cloud: Cloud, put_aside: dict[str, Any]) -> None:
    cloud.dynamodb.delete_item(TableName=TABLE, Key={name: put_aside[name] for name in ("customer_id", "order_id")})

    result = reconciling(cloud).run(received_before=LONG_AGO)

    assert result == Reconciled(0, 0, 1, ())
    assert (queued(cloud), failures(cloud)) == ([], [])


# Batches whose records are gone


def test_after_a_day_a_batch_is_rebuilt_from_the_orders_of_its_time(cloud: Cloud) -> None:
    waiting, decided = order("waiting"), confirmed(order("decided"))
    later = replace(order("later"), updated_at=NOON, created_at=NOON)
    store(cloud, waiting, decided, later)
    fail_batch(cloud, 0, 2)

    result = reconciling(cloud, records=NoStream()).run(received_before=LONG_AGO)

    assert result == Reconciled(queued=1, announced=1, batches_settled=1, problems=())
    assert queued(cloud) == keys(waiting)
    (event,) = cloud.events()
    assert (event["event_id"], event["previous_status"]) == (f"{decided.key.order_id}#2", "RECEIVED")
    assert failures(cloud) == []


@pytest.mark.parametrize("spoil", [{"total": text("much")}, {"history": {"L": []}, "status": text("CONFIRMED")}])
def test_an_item_that_is_no_order_is_reported(cloud: Cloud, spoil: dict[str, Any]) -> None:
    cloud.dynamodb.put_item(TableName=TABLE, Item=write_order(order()) | spoil)
    fail_batch(cloud, 0, 0)

    result = reconciling(cloud, records=NoStream()).run(received_before=LONG_AGO)

    assert (result.batches_settled, len(failures(cloud))) == (0, 1)
    assert order().key.order_id in result.problems[0]
