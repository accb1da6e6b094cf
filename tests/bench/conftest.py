"""How long a benchmark may take."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rounds", type=int, default=21, help="Fresh processes of each variant, after one that warms up.")


@pytest.fixture(scope="session")
def rounds(request: pytest.FixtureRequest) -> int:
    given: int = request.config.getoption("--rounds")
    return given
