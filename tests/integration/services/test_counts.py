"""What an order costs, counted in batches of ten: a change that adds a call, a unit or a log line fails here.

`cafe cost` and `cafe capacity` reckon with these counts. A change that means to add something puts what the failure
shows into tools/economy/inputs/counts.json, and docs/cost.md is generated again.
"""

import math
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, Final

import pytest

from economy.counts import Counts, StepCounts, read_counts
from orders.adapters.item import write_order
from orders.adapters.message_format import write_event, write_key
from orders.adapters.table import OrderTable
from orders.domain.events import StatusChange
from orders.domain.order import Order
from tests.support.services.gateway import Client, Reply
from tests.support.services.item_size import item_bytes
from tests.support.services.log_capture import Log
from tests.support.services.mocked_aws import Calls, Context, Start
from tests.support.services.stream_records import insert, modify

ORDERS: Final = 10
WRITE_UNIT_BYTES: Final = 1024
READ_UNIT_BYTES: Final = 4096
ALLOWANCE: Final = 0.1
"""Of bytes: a text may shrink or grow by a tenth before it has to be counted again."""


@dataclass
class Lambda:
    """Runs functions as Lambda does, and counts."""

    start: Start
    calls: Calls
    log: Log
    invocations: int = 0

    def function(self, trigger: str) -> Callable[[dict[str, Any]], Any]:
        handle = self.start(trigger).handle

        def invoke(event: dict[str, Any]) -> Any:
            self.invocations += 1
            return handle(event, Context())

        return invoke

    def count(self, act: Callable[[], object]) -> StepCounts:
        self.invocations = 0
        self.calls.made.clear()
        self.log.stream.seek(0)
        self.log.stream.truncate()
        act()
        written = len(self.log.stream.getvalue().encode())
        return StepCounts(self.invocations, dict(Counter(self.calls.names)), len(self.log.lines()), written)


@pytest.fixture
def counted(start: Start, calls: Calls, table: OrderTable, log: Log) -> Counts:
    """Ten orders from the request to the events that say they are decided."""
    aws = Lambda(start, calls, log)
    client = Client(aws.function("api"))
    relay, processor = aws.function("stream"), aws.function("queue")
    replies = list[Reply]()

    place = aws.count(lambda: replies.extend(client.place(key=f"key-{number}") for number in range(ORDERS)))
    placed = kept(client, table, replies)
    queue = aws.count(lambda: relay({"Records": [insert(order) for order in placed]}))
    decide = aws.count(lambda: processor({"Records": [message(order) for order in placed]}))
    decided = kept(client, table, replies)
    announce = aws.count(lambda: relay({"Records": list(map(modify, placed, decided))}))
    poll = aws.count(lambda: [client.read(order.key.order_id) for order in placed])
    return Counts(
        orders=ORDERS,
        place=place,
        queue=queue,
        decide=decide,
        announce=announce,
        poll=poll,
        write_units=sum(map(units_to_place, placed)) + sum(map(units_to_decide, placed, decided)),
        read_units=sum(map(units_to_read, placed)),
        item_bytes=max(map(size, decided)),
        answer_bytes=max(len(reply.text.encode()) for reply in replies),
        message_bytes=max(len(write_key(order.key)) for order in placed),
        event_bytes=max(len(write_event(StatusChange(order, placed[0].status))) for order in decided),
    )


def kept(client: Client, table: OrderTable, replies: list[Reply]) -> list[Order]:
    """As they are in the table now."""
    answers = [client.read(reply.document["order_id"]).document for reply in replies]
    customer = client.claims["sub"]
    page = table.page(customer, ORDERS, None).orders
    assert {order.key.order_id for order in page} == {answer["order_id"] for answer in answers}
    return sorted(page, key=lambda order: order.key.order_id)


def message(order: Order) -> dict[str, str]:
    return {"messageId": order.key.order_id, "body": write_key(order.key)}


def size(order: Order) -> int:
    return item_bytes(write_order(order))


def units_to_place(order: Order) -> int:
    """The item, and its entry in the index, which holds keys only ("Local Secondary Indexes": write capacity)."""
    return math.ceil(size(order) / WRITE_UNIT_BYTES) + 1


def units_to_decide(before: Order, after: Order) -> int:
    """The larger of the two items; the index is not written, for none of its attributes changes."""
    assert before.created_at == after.created_at
    return math.ceil(max(size(before), size(after)) / WRITE_UNIT_BYTES)


def units_to_read(order: Order) -> int:
    """Read consistently before it is decided."""
    return math.ceil(size(order) / READ_UNIT_BYTES)


def exact(counts: Counts) -> dict[str, Any]:
    return {name: value for name, value in flat(counts).items() if not name.endswith("_bytes")}


def sizes(counts: Counts) -> dict[str, Any]:
    return {name: value for name, value in flat(counts).items() if name.endswith("_bytes")}


def flat(counts: Counts) -> dict[str, Any]:
    document = asdict(counts)
    nested = {
        f"{step}.{k}": v for step, fields in document.items() if isinstance(fields, dict) for k, v in fields.items()
    }
    return nested | {name: value for name, value in document.items() if not isinstance(value, dict)}


def test_ten_orders_take_the_calls_units_and_log_lines_that_are_written_down(counted: Counts) -> None:
    assert exact(counted) == exact(read_counts())


def test_ten_orders_log_and_send_as_many_bytes_as_are_written_down(counted: Counts) -> None:
    assert sizes(counted) == pytest.approx(sizes(read_counts()), rel=ALLOWANCE)


def test_an_order_is_within_its_budget(counted: Counts) -> None:
    assert counted.place.calls == {"PutItem": ORDERS}
    assert counted.queue.calls == {"SendMessageBatch": 1}
    assert counted.decide.calls == {"GetItem": ORDERS, "UpdateItem": ORDERS}
    assert counted.announce.calls == {"PublishBatch": 1}
    assert counted.poll.calls == {"GetItem": ORDERS}
    assert counted.write_units <= 3 * ORDERS
