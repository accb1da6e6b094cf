"""How large a load run is."""

import pytest

from tests.support.e2e.sizes import size


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--orders", type=int, help="Orders of the soak and of the backlog (default: 10,000; a sample 400)."
    )


@pytest.fixture(scope="session")
def many(request: pytest.FixtureRequest) -> int:
    """Orders of the runs that are about their number."""
    given: int | None = request.config.getoption("--orders")
    return given or size(long=10_000, sample=400)
