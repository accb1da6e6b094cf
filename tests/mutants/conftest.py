"""The table of promises and the tests that caught the mutant that breaks each."""

import pytest

from tests.support.mutants import MUTANTS

CAUGHT = pytest.StashKey[dict[str, str]]()


@pytest.fixture(scope="session")
def caught(request: pytest.FixtureRequest) -> dict[str, str]:
    """The first test that failed, by the promise that its mutant breaks."""
    return request.config.stash.setdefault(CAUGHT, {})


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    caught = config.stash.get(CAUGHT, {})
    if not caught:
        return
    terminalreporter.section("mutants")
    for mutant in MUTANTS:
        if mutant.promise in caught:
            terminalreporter.write_line(f"{mutant.promise}\n    {mutant.patch.stem}: {caught[mutant.promise]}")
