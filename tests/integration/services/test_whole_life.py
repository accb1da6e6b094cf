"""An order from the request to the notification: the functions, joined as the platform joins them."""

import json
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import pytest
from botocore.config import Config
from botocore.session import Session

from tests.integration.services.conftest import REGION, TABLE, Aws, Context, Start
from tests.support.services.gateway import BODY, Client

PARTY = {"items": [{"item_id": item, "quantity": 17} for item in ("latte", "espresso", "mint-tea")]}


@dataclass
class Platform:
    """Event source mappings by hand: each turn moves what has arrived one step on."""

    aws: Aws
    relay: ModuleType
    processor: ModuleType
    stream: Any
    start: str
    iterator: str

    def read_stream_again(self) -> None:
        """From its start, as a relay does that died before its progress was kept."""
        self.iterator = self.start

    def turn_stream(self) -> None:
        answer = self.stream.get_records(ShardIterator=self.iterator)
        self.iterator = answer["NextShardIterator"]
        self.relay.handle({"Records": answer["Records"]}, Context())

    def turn_queue(self) -> None:
        records = self.aws.records(self.aws.queue_url)
        assert self.processor.handle({"Records": records}, Context()) == {"batchItemFailures": []}

    def run(self) -> None:
        """From a request to its notification."""
        self.turn_stream()
        self.turn_queue()
        self.turn_stream()

    def notifications(self) -> list[dict[str, Any]]:
        return [json.loads(envelope["Message"]) for envelope in self.aws.bodies(self.aws.inbox_url)]


@pytest.fixture
def platform(aws: Aws, start: Start) -> Platform:
    # moto knows the streams only by the region's address, not by the account's
    config = Config(account_id_endpoint_mode="disabled")
    stream: Any = Session().create_client("dynamodbstreams", REGION, config=config)
    arn = aws.dynamodb.describe_table(TableName=TABLE)["Table"]["LatestStreamArn"]
    (shard,) = stream.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"]
    iterator = stream.get_shard_iterator(StreamArn=arn, ShardId=shard["ShardId"], ShardIteratorType="TRIM_HORIZON")[
        "ShardIterator"
    ]
    return Platform(aws, start("order_relay"), start("order_processor"), stream, iterator, iterator)


def test_an_order_is_confirmed_and_announced_once(api: Client, platform: Platform) -> None:
    placed = api.place().document

    platform.run()

    shown = api.read(placed["order_id"])
    assert (shown.document["status"], shown.headers["ETag"]) == ("CONFIRMED", '"2"')
    (event,) = platform.notifications()
    assert (event["order_id"], event["status"], event["previous_status"]) == (
        placed["order_id"],
        "CONFIRMED",
        "RECEIVED",
    )


def test_an_order_of_51_drinks_is_rejected_and_announced_with_its_reason(api: Client, platform: Platform) -> None:
    placed = api.place(PARTY).document

    platform.run()

    assert api.read(placed["order_id"]).document["rejection_reason"] == "more than the bar can make"
    assert [event["status"] for event in platform.notifications()] == ["REJECTED"]


def test_an_order_cancelled_before_its_decision_stays_cancelled(api: Client, platform: Platform) -> None:
    placed = api.place().document
    api.cancel(placed["order_id"])

    platform.run()

    assert api.read(placed["order_id"]).document["status"] == "CANCELLED"
    assert [event["status"] for event in platform.notifications()] == ["CANCELLED"]


def test_a_decided_order_can_no_longer_be_cancelled(api: Client, platform: Platform) -> None:
    placed = api.place().document
    platform.run()

    assert api.cancel(placed["order_id"]).status == 409


def test_retries_of_a_customer_make_one_order_and_one_notification(api: Client, platform: Platform) -> None:
    for _ in range(5):
        api.place(BODY)
    platform.run()
    api.place(BODY)
    platform.run()

    assert len(platform.notifications()) == 1
    assert len(api.list().document["orders"]) == 1


def test_a_stream_that_is_read_again_repeats_notifications_and_changes_nothing(api: Client, platform: Platform) -> None:
    """An outage within the 24 hours that AWS keeps a stream; the stream of the local AWS is empty after a restart."""
    order_id = api.place().document["order_id"]
    platform.run()

    platform.read_stream_again()
    platform.run()

    assert api.read(order_id).headers["ETag"] == '"2"'
    assert [event["event_id"] for event in platform.notifications()] == [f"{order_id}#2"] * 2


def test_orders_wait_in_the_stream_while_the_relay_is_down(api: Client, platform: Platform) -> None:
    order_ids = {api.place(key=f"order-{number}").document["order_id"] for number in range(3)}
    with pytest.MonkeyPatch.context() as outage:
        outage.setattr(platform.relay, "relay", _fail)
        with pytest.raises(ConnectionError):
            platform.turn_stream()

    platform.read_stream_again()
    platform.run()

    assert {(event["order_id"], event["status"]) for event in platform.notifications()} == {
        (order_id, "CONFIRMED") for order_id in order_ids
    }


def _fail(*_: object) -> None:
    raise ConnectionError
