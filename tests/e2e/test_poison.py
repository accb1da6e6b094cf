"""A bad message, or a bad record, does not affect others and is not lost."""

import json
import secrets
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from cafe.aws import LocalAws
from cafe.operate.log_events import LogLine
from cafe.platform import Platform
from cafe.waiting import wait_until
from tests.support.e2e.crowd import place_many
from tests.support.e2e.guest import SECONDS_TO_DECIDE, Guest
from tests.support.e2e.operating import take_all
from tests.support.e2e.switches import messages_hidden_for, processor_off

pytestmark = pytest.mark.local

RECEIVES = 5
SECONDS_TO_GIVE_UP = 60
UNKNOWN_ORDER = json.dumps({"customer_id": "nobody", "order_id": "a" * 26})
POISON: dict[str, tuple[str, str]] = {
    "undecodable": ('{"customer_id": "x', "the message is not JSON"),
    "unknown order": (UNKNOWN_ORDER, "OrderNotFoundError"),
    "wrong shape": (json.dumps({"order": {"id": "a" * 26}}), "the message is not the key of an order"),
    "oversize": (json.dumps({"customer_id": "x" * 250_000}), "the message is not the key of an order"),
}


@pytest.fixture
def dead_letters(aws: LocalAws, platform: Platform) -> Iterator[Callable[[str], list[dict[str, Any]]]]:
    """Finds dead letters by their id; those found are removed after the test."""
    found: dict[str, dict[str, Any]] = {}

    def find(message_id: str) -> list[dict[str, Any]]:
        waiting = take_all(aws, platform.dlq_url)
        found.update({m["MessageId"]: m for m in waiting if m["MessageId"] == message_id})
        return [message for message in found.values() if message["MessageId"] == message_id]

    yield find
    for message in found.values():
        aws.sqs.delete_message(QueueUrl=platform.dlq_url, ReceiptHandle=message["ReceiptHandle"])


@pytest.mark.usefixtures("emptied_inbox")
@pytest.mark.parametrize("kind", POISON)
def test_a_poison_message_among_99_good_ones_is_the_only_one_not_decided(
    guest: Guest,
    aws: LocalAws,
    platform: Platform,
    log: Callable[[], list[LogLine]],
    dead_letters: Callable[[str], list[dict[str, Any]]],
    kind: str,
) -> None:
    body, reason = POISON[kind]

    with messages_hidden_for(aws, platform, seconds=1):
        with processor_off(aws):
            before = place_many(guest, 50)
            poison = aws.sqs.send_message(QueueUrl=platform.queue_url, MessageBody=body)["MessageId"]
            after = place_many(guest, 49)
        decided = [guest.wait_for_decision(order_id) for order_id in before + after]
        (dead,) = wait_until(
            lambda: dead_letters(poison),
            seconds=SECONDS_TO_GIVE_UP,
            problem="not in time: the poison message is a dead letter",
        )

    assert {order["status"] for order in decided} == {"CONFIRMED"}
    assert dead["Body"] == body
    failures = [line.fields for line in log() if line.fields.get("message_id") == poison]
    assert len(failures) == RECEIVES
    assert all(reason in str(failure["reason"]) for failure in failures)


@pytest.fixture
def poison_item(aws: LocalAws, platform: Platform) -> Iterator[dict[str, Any]]:
    """The key of an item that is no order; the item is removed after the test."""
    key = {"customer_id": {"S": f"poison-{secrets.token_hex(4)}"}, "order_id": {"S": "poison"}}
    yield key
    aws.dynamodb.delete_item(TableName=platform.table, Key=key)


def test_a_poison_record_is_put_aside_and_delays_no_order(
    guest: Guest, aws: LocalAws, platform: Platform, log: Callable[[], list[LogLine]], poison_item: dict[str, Any]
) -> None:
    failure_queue = platform.relay_failure_queue_url
    before = place_many(guest, 10)
    aws.dynamodb.put_item(TableName=platform.table, Item=poison_item | {"total": {"S": "a price"}})
    after = place_many(guest, 10)

    decided = [guest.wait_for_decision(order_id) for order_id in before + after]

    assert {order["status"] for order in decided} == {"CONFIRMED"}
    put_aside = wait_until(
        lambda: [m for m in take_all(aws, failure_queue) if json.loads(m["Body"]).get("keys") == poison_item],
        seconds=SECONDS_TO_DECIDE,
        problem="not in time: the record is in the failure queue",
    )
    for message in put_aside:
        aws.sqs.delete_message(QueueUrl=failure_queue, ReceiptHandle=message["ReceiptHandle"])
    assert "not an order" in json.loads(put_aside[0]["Body"])["reason"]
    assert any(line.fields.get("message") == "poison found" for line in log())
