"""The running platform under load: what is accepted is decided, whatever the pace.

Figures are printed and left in `.local/load/report.json` with their plots; no clock fails a run.
"""

import json
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from cafe.aws import LocalAws
from cafe.build.python_environments import locked_environment
from cafe.checkout import Workspace
from cafe.operate.customer.sign_in import sign_in
from cafe.platform import Customer, Platform
from cafe.waiting import wait_until
from orders.adapters.table import OrderTable
from orders.domain.identifiers import order_key
from orders.domain.menu import read_menu
from orders.domain.order import Order
from orders.domain.order_request import OrderRequest, RequestedItem
from orders.domain.use_cases import NewOrder, place
from tests.support.e2e.operating import depth, orders_of
from tests.support.e2e.sizes import size
from tests.support.e2e.switches import processor_off
from tests.support.e2e.tokens import subject
from tests.support.load.empty_function import empty_function
from tests.support.load.outcome import Figures, figures, processor_invocations
from tests.support.load.run import ACCEPTED, COME_AGAIN, UNAVAILABLE, Answer, Plan, Stage, run
from tests.support.load.watch import memory
from tests.support.menu import Drink

GUESTS = 4
SECONDS_TO_DRAIN = 900
MOST_IN_A_BATCH = 10
STEADY = Stage(size(long=60, sample=4), size(long=20, sample=10))
QUIET = Stage(size(long=15, sample=2), 4)
AT_ONCE = Stage(1800, 8)

pytestmark = pytest.mark.timeout(1800)
report: list[Figures] = []


@pytest.fixture
def tokens(platform: Platform, new_customer: Callable[[], Customer]) -> tuple[str, ...]:
    return tuple(sign_in(platform, new_customer()).access_token for _ in range(GUESTS))


def order_of(drinks: tuple[Drink, ...]) -> dict[str, object]:
    return {"items": [{"item_id": drinks[0].item_id, "quantity": 2}, {"item_id": drinks[1].item_id, "quantity": 1}]}


@pytest.fixture
def plan(platform: Platform, tokens: tuple[str, ...], drinks: tuple[Drink, ...]) -> Plan:
    return Plan(f"{platform.api_url}/orders", tokens, order_of(drinks), (STEADY,))


@pytest.fixture(autouse=True)
def _inbox_is_left_empty(aws: LocalAws, platform: Platform) -> Iterator[None]:
    yield
    aws.sqs.purge_queue(QueueUrl=platform.inbox_url)


@pytest.fixture(scope="module", autouse=True)
def _plots(space: Workspace) -> Iterator[None]:
    yield
    if not report:
        return
    folder = space.local / "load"
    (folder / "report.json").write_text(json.dumps([asdict(each) for each in report], indent=2))
    python = locked_environment(space, "load") / "python"
    subprocess.run([python, Path(__file__).with_name("plots.py"), folder], check=True)


@pytest.fixture
def perform(aws: LocalAws, platform: Platform, space: Workspace) -> Callable[[str, Plan], Figures]:
    """Runs the plan until all that was accepted is decided."""

    def perform(name: str, plan: Plan) -> Figures:
        since = datetime.now(UTC)
        with memory(space) as most:
            answers = run(space, plan, name)
            wait_until(
                lambda: not depth(aws, platform.queue_url),
                seconds=SECONDS_TO_DRAIN,
                problem="not in time: the queue is empty",
                every=0.5,
            )
            customers = tuple(map(subject, plan.tokens))
            orders = wait_until(
                lambda: settled(aws, platform, customers),
                seconds=SECONDS_TO_DRAIN,
                problem="not in time: all are decided",
                every=0.5,
            )
        assert {answer.status for answer in answers} <= {ACCEPTED, *COME_AGAIN}
        assert_none_is_made_up(answers, orders)
        invocations = processor_invocations(aws, since)
        told = replace(figures(name, answers, orders), processor_invocations=invocations, memory_megabytes=most)
        tell(told)
        return told

    return perform


def settled(aws: LocalAws, platform: Platform, customers: tuple[str, ...]) -> list[Order]:
    """All orders of these customers, once none of them waits."""
    orders = [order for customer in customers for order in orders_of(aws, platform, customer)]
    return [] if any(order.status == "RECEIVED" for order in orders) else orders


def assert_none_is_made_up(answers: list[Answer], orders: list[Order]) -> None:
    """A 503 may hide an order that was kept: the guest asks again with the same key, which this guest doesn't."""
    accepted = {answer.order_id for answer in answers if answer.status == ACCEPTED}
    unheard = [order for order in orders if order.key.order_id not in accepted]
    assert len(unheard) <= sum(answer.status == UNAVAILABLE for answer in answers)


def tell(told: Figures) -> None:
    report.append(told)
    shown = asdict(told) | {"curve": f"{len(told.curve)} points"}
    print("\n" + json.dumps(shown))


def test_a_steady_pace(plan: Plan, perform: Callable[[str, Plan], Figures]) -> None:
    told = perform("steady", plan)

    assert told.accepted == told.decided
    assert told.accepted + told.told_to_come_again == told.asked


def test_a_spike_of_ten_times_as_many(plan: Plan, perform: Callable[[str, Plan], Figures]) -> None:
    peak = replace(QUIET, guests=10 * QUIET.guests)

    told = perform("spike", replace(plan, stages=(QUIET, peak, QUIET)))

    assert told.accepted == told.decided
    assert told.accepted + told.told_to_come_again == told.asked


def test_a_soak(plan: Plan, perform: Callable[[str, Plan], Figures], many: int) -> None:
    told = perform("soak", replace(plan, stages=(AT_ONCE,), paced=False, most=many))

    assert told.accepted == told.decided
    assert told.accepted + told.told_to_come_again == told.asked == many


def test_a_backlog_drains_in_full_batches(
    plan: Plan, aws: LocalAws, platform: Platform, space: Workspace, many: int
) -> None:
    """Orders come straight into the table while nobody decides; then the processor is on again."""
    table, customers = OrderTable(aws.dynamodb, platform.table), tuple(map(subject, plan.tokens))
    with memory(space) as most:
        with processor_off(aws):
            answers = placed_straight(table, customers, plan.body, many)
            wait_until(
                lambda: depth(aws, platform.queue_url) >= many,
                seconds=SECONDS_TO_DRAIN,
                problem="not in time: all are queued",
                every=0.5,
            )
            since = datetime.now(UTC)
        wait_until(
            lambda: not depth(aws, platform.queue_url),
            seconds=SECONDS_TO_DRAIN,
            problem="not in time: the queue is empty",
            every=0.5,
        )
    orders = wait_until(
        lambda: settled(aws, platform, customers),
        seconds=SECONDS_TO_DRAIN,
        problem="not in time: all are decided",
        every=0.5,
    )
    invocations = processor_invocations(aws, since)
    told = replace(figures("backlog", answers, orders), processor_invocations=invocations, memory_megabytes=most)
    tell(told)

    assert told.decided == len(orders) == many
    assert invocations <= 1.1 * many / MOST_IN_A_BATCH


def placed_straight(
    table: OrderTable, customers: tuple[str, ...], body: Mapping[str, Any], number: int
) -> list[Answer]:
    """As order_api places them, without the gateway."""
    menu = read_menu()
    wanted = OrderRequest(tuple(RequestedItem(**line) for line in body["items"]))

    def place_one(count: int) -> Answer:
        key = order_key(customers[count % len(customers)], str(count))
        now, started = datetime.now(UTC), time.perf_counter()
        place(table, menu, NewOrder(key, wanted, now, timedelta(days=1)))
        return Answer(now.timestamp(), (time.perf_counter() - started) * 1000, ACCEPTED, key.order_id)

    with ThreadPoolExecutor(max_workers=GUESTS) as guests:
        return list(guests.map(place_one, range(number)))


def test_the_local_aws_s_own_share(plan: Plan, aws: LocalAws, platform: Platform, space: Workspace) -> None:
    """A function that does nothing, at the steady pace: ours is the difference."""
    with empty_function(aws, platform) as url:
        answers = run(space, replace(plan, url=url), "empty")

    assert {answer.status for answer in answers} == {ACCEPTED}
    tell(figures("empty function", answers, []))
