"""dev and prod as two local accounts that enforce IAM, bootstrapped as a person does it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from cafe.checkout import Workspace
from cafe.local.emulator import free_port
from cafe.rehearse.local_account import local_account
from tests.support.accounts.account import REPOSITORY, Account, denials, terragrunt_all


@pytest.fixture(scope="session")
def account(space: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Account]]:
    """Starts an environment's account and bootstraps it, once."""
    running: dict[str, tuple[Account, Any]] = {}

    def start(name: str) -> Account:
        if name not in running:
            environment = local_account(space, name, free_port(), tmp_path_factory.mktemp(name))
            context = environment.running()
            context.__enter__()
            made = Account(environment)
            running[name] = (made, context)
            done = made.cafe(made.root, "bootstrap", name, "--repository", REPOSITORY, "--yes")
            assert done.returncode == 0, done.stdout + done.stderr
        return running[name][0]

    yield start
    for _, context in running.values():
        context.__exit__(None, None, None)


@pytest.fixture(scope="session")
def dev(account: Callable[[str], Account]) -> Account:
    return account("dev")


@pytest.fixture(scope="session")
def prod(account: Callable[[str], Account]) -> Account:
    return account("prod")


@pytest.fixture(scope="session")
def deployed_dev(dev: Account, space: Workspace) -> Account:
    """dev with all its units, applied by its deploy role; that it can is what the first test tells."""
    applied = terragrunt_all(dev, dev.deploy(), space, "apply", "-auto-approve")
    assert applied.returncode == 0, denials(applied)
    return dev
