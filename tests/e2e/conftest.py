"""Customers who call the API over HTTP, and what an operator sees of them."""

from collections.abc import Callable, Iterator

import pytest

from cafe.aws import LocalAws
from cafe.operate.log_events import FunctionLogs, LogLine
from cafe.platform import Customer, Platform
from tests.support.e2e.guest import Guest, signed_in
from tests.support.functions import FUNCTIONS
from tests.support.menu import Drink


@pytest.fixture
def new_guest(
    platform: Platform, new_customer: Callable[[], Customer], drinks: tuple[Drink, ...]
) -> Callable[[], Guest]:
    ids = tuple(drink.item_id for drink in drinks)
    return lambda: signed_in(platform, new_customer(), ids)


@pytest.fixture
def guest(new_guest: Callable[[], Guest]) -> Guest:
    return new_guest()


@pytest.fixture
def other_guest(new_guest: Callable[[], Guest]) -> Guest:
    return new_guest()


@pytest.fixture
def emptied_inbox(aws: LocalAws, platform: Platform) -> Iterator[None]:
    """For tests that place hundreds of orders: other tests read the same inbox."""
    yield
    aws.sqs.purge_queue(QueueUrl=platform.inbox_url)


@pytest.fixture
def log(aws: LocalAws) -> Callable[[], list[LogLine]]:
    """The functions' lines from now on."""
    started = max((line.at for line in FunctionLogs(aws, FUNCTIONS).read(0)), default=0)
    return lambda: FunctionLogs(aws, FUNCTIONS).read(started)
