"""The platform that tests of the running system share: this machine's, or that of `--environment dev`."""

import secrets
from collections.abc import Callable, Iterator

import pytest
from hypothesis import settings

from cafe.aws import LocalAws
from cafe.checkout import Workspace, workspace
from cafe.environments import LOCAL
from cafe.local import emulator
from cafe.operate.connection import Deployed, deployed
from cafe.operate.customer import customers
from cafe.platform import Customer, Platform
from tests.support.menu import Drink, available_drinks

# No example fails by the clock: the machine may be busy.
settings.register_profile("any_pace", settings(), deadline=None)
settings.load_profile("any_pace")

LEFT_OUT = pytest.StashKey[list[str]]()


@pytest.fixture(scope="session")
def space() -> Workspace:
    return workspace()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--environment", default=LOCAL.name, help="Environment to test (default: the local platform).")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With another environment, tests that are marked `local` or use the local AWS are left out, and named."""
    if config.getoption("--environment") == LOCAL.name:
        return
    left_out = [
        item for item in items if item.get_closest_marker("local") or "aws" in getattr(item, "fixturenames", ())
    ]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]
    config.stash[LEFT_OUT] = sorted({item.nodeid.partition("[")[0] for item in left_out})


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Name the tests that did not run because they need an operator's powers over the local AWS."""
    for name in config.stash.get(LEFT_OUT, []):
        terminalreporter.write_line(f"LOCAL ONLY {name}")


@pytest.fixture(scope="session")
def there(space: Workspace, pytestconfig: pytest.Config) -> Deployed:
    """The platform under test; a test never passes because there is none."""
    environment: str = pytestconfig.getoption("--environment")
    if environment == LOCAL.name:
        assert emulator.running(space) is not None, "The platform is not running. Start it: nox -s up"
    return deployed(space, environment)


@pytest.fixture(scope="session")
def platform(there: Deployed) -> Platform:
    return there.platform


@pytest.fixture(scope="session")
def drinks(platform: Platform) -> tuple[Drink, ...]:
    """What can be ordered, in the menu's order."""
    return available_drinks(platform)


@pytest.fixture(scope="session")
def aws(platform: Platform, pytestconfig: pytest.Config) -> LocalAws:
    """An operator's powers over the local AWS; a test that needs them is marked `local`."""
    assert pytestconfig.getoption("--environment") == LOCAL.name, "Mark this test: @pytest.mark.local"
    return LocalAws(platform.endpoint_url)


@pytest.fixture
def new_customer(there: Deployed, pytestconfig: pytest.Config) -> Iterator[Callable[[], Customer]]:
    """Makes customers of a test's own; they are removed after the test.

    Outside the local platform their orders are removed, too.
    """
    made: list[Customer] = []

    def make() -> Customer:
        email = f"guest-{secrets.token_hex(8)}@cafe.example"
        made.append(customers.create(there.aws, there.platform.user_pool_id, email))
        return made[-1]

    yield make
    for customer in made:
        if pytestconfig.getoption("--environment") == LOCAL.name:
            customers.remove(there.aws, there.platform.user_pool_id, customer)
        else:
            customers.remove_with_orders(there.aws, there.platform, customer)
