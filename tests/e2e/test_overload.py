"""Overload: clients get 429 with the seconds to wait, accepted orders are decided, a backlog drains."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from cafe.aws import LocalAws
from cafe.operate.customer.order_client import CafeApi, OrderLine
from cafe.platform import Platform
from cafe.waiting import wait_until
from orders.domain.order import Status
from tests.support.e2e.crowd import place_many
from tests.support.e2e.guest import Guest
from tests.support.e2e.operating import depth, orders_of
from tests.support.e2e.problem import assert_problem
from tests.support.e2e.sizes import size
from tests.support.e2e.switches import processor_off, throttled

pytestmark = pytest.mark.local

BACKLOG = size(long=2000, sample=200)
SECONDS_TO_QUEUE = 60
SECONDS_TO_DRAIN = 240


def test_clients_over_the_rate_limit_get_429_and_when_to_retry(guest: Guest, aws: LocalAws, platform: Platform) -> None:
    with throttled(aws, platform, rate=1):
        answers = [guest.place() for _ in range(10)]

    refused = [answer for answer in answers if answer.status_code != 202]
    assert refused
    for answer in refused:
        assert_problem(answer, 429)
        assert answer.headers["Retry-After"] == "1"
    assert len(guest.history()) == len(answers) - len(refused)
    assert guest.place().status_code == 202


def test_the_command_backs_off_and_orders_once(guest: Guest, aws: LocalAws, platform: Platform) -> None:
    with throttled(aws, platform, rate=1):
        while guest.send("GET", "/orders?limit=1").status_code != 429:
            pass
        placed = CafeApi(guest.api_url, guest.token).place((OrderLine(guest.drinks[0], 1),))

    assert [order["order_id"] for order in guest.history()] == [placed.order_id]


@pytest.fixture
def waiting(guest: Guest, aws: LocalAws, platform: Platform) -> Callable[[], list[datetime]]:
    """When the guest's orders were placed that are not decided yet, oldest first."""

    def look() -> list[datetime]:
        orders = orders_of(aws, platform, guest.customer_id)
        return sorted(order.created_at for order in orders if order.status is Status.RECEIVED)

    return look


@pytest.mark.usefixtures("emptied_inbox")
@pytest.mark.timeout(900)
def test_a_backlog_is_accepted_and_drains_oldest_first(
    guest: Guest, aws: LocalAws, platform: Platform, waiting: Callable[[], list[datetime]]
) -> None:
    usual_rate = orders_a_second(guest, BACKLOG // 4)
    wait_until(lambda: not waiting(), seconds=SECONDS_TO_DRAIN, problem="not in time: the usual orders are decided")

    with processor_off(aws):
        rate = orders_a_second(guest, BACKLOG)
        accepted = len(waiting())
        wait_until(
            lambda: depth(aws, platform.queue_url) >= BACKLOG,
            seconds=SECONDS_TO_QUEUE,
            problem="not in time: the backlog is in the queue",
        )
    started = time.monotonic()
    looks = looks_until_none_waits(waiting)
    drained = time.monotonic() - started

    assert accepted == BACKLOG
    depths, oldest = [look.depth for look in looks], [look.oldest for look in looks]
    assert depths == sorted(depths, reverse=True)
    assert oldest == sorted(oldest)
    some = looks[:: max(1, len(looks) // 6)]
    print(  # figures for docs/reliability.md
        f"\naccepted {rate:.0f}/s with the processor off, {usual_rate:.0f}/s with it on ({rate / usual_rate:.2f}); "
        f"{BACKLOG} drained in {drained:.1f} s: "
        + ", ".join(f"{look.depth} waiting, the oldest for {look.age:.1f} s" for look in some)
    )


@dataclass(frozen=True)
class Look:
    """How many orders wait, when the oldest of them was placed, and its age in seconds."""

    depth: int
    oldest: datetime
    age: float


def looks_until_none_waits(waiting: Callable[[], list[datetime]]) -> list[Look]:
    looks: list[Look] = []

    def look() -> bool:
        if not (left := waiting()):
            return True
        age = datetime.now(UTC) - left[0]
        looks.append(Look(len(left), left[0], age.total_seconds()))
        return False

    wait_until(look, seconds=SECONDS_TO_DRAIN, problem="not in time: the backlog is decided", every=0.5)
    return looks


def orders_a_second(guest: Guest, number: int) -> float:
    started = time.monotonic()
    place_many(guest, number)
    return number / (time.monotonic() - started)
