"""How many schedules run, on which stage, and the figures of the run."""

import secrets
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from cafe.checkout import Workspace
from cafe.local import emulator
from cafe.operate.customer import customers
from cafe.platform import Customer, Platform
from cafe.waiting import wait_until
from tests.support.e2e.guest import signed_in
from tests.support.faults.customer import InsistentCustomer
from tests.support.faults.performance import SECONDS_TO_SETTLE, Performance
from tests.support.faults.promises import Story
from tests.support.faults.proxy import FaultProxy, fault_proxy
from tests.support.faults.schedule import Drinks, PlannedOrder, make_schedule
from tests.support.faults.stage import Stage, stage
from tests.support.menu import Drink

SCHEDULES = 200


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("faults")
    group.addoption("--schedules", type=int, default=SCHEDULES, help="How many schedules run, from seed 0.")
    group.addoption("--seed", type=int, default=None, help="Run the schedule of this seed alone.")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "seed" not in metafunc.fixturenames:
        return
    chosen = metafunc.config.getoption("--seed", default=None)
    count = metafunc.config.getoption("--schedules", default=SCHEDULES)
    metafunc.parametrize("seed", range(count) if chosen is None else [chosen])


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With --seed, that schedule alone."""
    if config.getoption("--seed", default=None) is not None:
        items[:] = [item for item in items if "seed" in getattr(item, "fixturenames", ())]


@dataclass
class Figures:
    """What a run amounts to."""

    performances: list[Performance] = field(default_factory=list)
    started: float = field(default_factory=time.monotonic)

    def lines(self) -> list[str]:
        """For people, and for docs/faults.md."""
        stories = [story for performance in self.performances for story in performance.stories]
        kinds = Counter(kind for performance in self.performances for kind in performance.schedule.kinds)
        fired = sum((performance.fired for performance in self.performances), Counter[str]())
        repeats = sum(len(story.notifications) - 1 for story in stories if story.notifications)
        return [
            f"{len(self.performances)} schedules in {(time.monotonic() - self.started) / 60:.1f} min",
            f"{len(stories)} orders, {sum(story.attempts for story in stories)} requests to place them",
            f"{fired.total()} calls met a fault; {sum(p.killed for p in self.performances)} processes were killed",
            f"{repeats} notifications were repeats, each with the event_id of the first",
            "schedules with: " + ", ".join(f"{kind} {kinds[kind]}" for kind in sorted(kinds)),
            "calls that met: " + ", ".join(f"{fault} {count}" for fault, count in sorted(fired.items())),
        ]


FIGURES = pytest.StashKey[Figures]()


@pytest.fixture(scope="session")
def figures(request: pytest.FixtureRequest) -> Figures:
    return request.config.stash.setdefault(FIGURES, Figures())


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    figures = config.stash.get(FIGURES, None)
    if figures is not None and figures.performances:
        terminalreporter.section("fault runs")
        for line in figures.lines():
            terminalreporter.line(line)


@pytest.fixture(scope="session")
def proxy(platform: Platform, space: Workspace) -> Iterator[FaultProxy]:
    with fault_proxy(platform.endpoint_url, space.logs / "microburst.log") as running:
        yield running


@pytest.fixture(scope="session")
def drink_ids(drinks: tuple[Drink, ...]) -> tuple[str, ...]:
    """Read before the stage is set up, while no fault is possible."""
    return tuple(drink.item_id for drink in drinks)


@pytest.fixture(scope="session")
def faulty_stage(
    platform: Platform, space: Workspace, proxy: FaultProxy, drink_ids: tuple[str, ...]
) -> Iterator[Stage]:
    """The platform of this checkout, whose functions call the proxy until the run ends."""
    local_aws = emulator.running(space)
    assert local_aws is not None
    emulator.stop(space)
    proxied = replace(local_aws, functions_endpoint=proxy.url)
    proxied.start()
    try:
        with stage(platform, proxied) as set_up:
            _rehearse(platform, set_up, drink_ids)
            yield set_up
    finally:
        emulator.stop(space)
        local_aws.start()


def _rehearse(platform: Platform, set_up: Stage, drinks: tuple[str, ...]) -> None:
    """An order without faults: processes start, and the proxy reads its models of AWS, which takes seconds."""
    guest = customers.create(set_up.aws, platform.user_pool_id, f"guest-{secrets.token_hex(8)}@cafe.example")
    customer = InsistentCustomer(signed_in(platform, guest, drinks))
    customer.insist(story := Story(PlannedOrder(0, Drinks.FEW, cancels=False, repeats=False, impatient=False)))
    wait_until(
        lambda: any(notice.order_id == story.order_id for notice in set_up.new_notifications()),
        seconds=SECONDS_TO_SETTLE,
        problem="an order without faults was not decided",
    )
    customers.remove(set_up.aws, platform.user_pool_id, guest)


@pytest.fixture
def customer(
    platform: Platform, faulty_stage: Stage, new_customer: Callable[[], Customer], drink_ids: tuple[str, ...]
) -> InsistentCustomer:
    return InsistentCustomer(signed_in(platform, new_customer(), drink_ids))


@pytest.fixture
def perform(
    faulty_stage: Stage, proxy: FaultProxy, customer: InsistentCustomer, figures: Figures
) -> Callable[[int], Performance]:
    """Sets the schedule of a seed up, with a customer of its own."""

    def set_up(seed: int) -> Performance:
        performance = Performance(make_schedule(seed), faulty_stage, proxy, customer)
        figures.performances.append(performance)
        return performance

    return set_up
