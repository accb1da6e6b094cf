"""The platform that tests of the running system share."""

import secrets
from collections.abc import Callable, Iterator

import pytest

from cafe import customers, emulator
from cafe.aws import LocalAws
from cafe.platform import Customer, Platform, the_platform
from cafe.workspace import Workspace, workspace


@pytest.fixture(scope="session")
def space() -> Workspace:
    return workspace()


@pytest.fixture(scope="session")
def platform(space: Workspace) -> Platform:
    """The running platform of this checkout; a test never passes because there is none."""
    described = the_platform(space)
    alive = emulator.running(space)
    assert alive is not None, "The platform is not running. Start it: nox -s up"
    return described


@pytest.fixture(scope="session")
def aws(platform: Platform) -> LocalAws:
    return LocalAws(platform.endpoint_url)


@pytest.fixture
def new_customer(platform: Platform, aws: LocalAws) -> Iterator[Callable[[], Customer]]:
    """Makes customers of a test's own, so that tests keep apart; they are removed behind it."""
    made: list[Customer] = []

    def make() -> Customer:
        customer = customers.create(aws, platform.user_pool_id, f"guest-{secrets.token_hex(8)}@cafe.example")
        made.append(customer)
        return customer

    yield make
    for customer in made:
        customers.remove(aws, platform.user_pool_id, customer)
