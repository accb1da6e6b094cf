"""Environments as Terraform plans them, on an AWS that is mocked: no platform and no account is needed."""

from collections.abc import Callable
from functools import cache

import pytest

from cafe.checkout import PROJECT, Workspace
from tests.support.infrastructure.environments import ENVIRONMENTS
from tests.support.infrastructure.mocked_plan import plan
from tests.support.infrastructure.terraform import variables
from tests.support.infrastructure.watching import Watch


@pytest.fixture(scope="session")
def terraform_variables(space: Workspace) -> dict[str, str]:
    return variables(space)


@pytest.fixture(scope="session")
def planned(
    space: Workspace, terraform_variables: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Watch]:
    """An environment as it would be made; each is planned once."""

    @cache
    def planned(environment: str) -> Watch:
        folder = tmp_path_factory.mktemp(environment)
        return Watch(f"{PROJECT}-{environment}", plan(space, environment, folder, terraform_variables))

    return planned


@pytest.fixture(scope="session", params=ENVIRONMENTS)
def watch(request: pytest.FixtureRequest, planned: Callable[[str], Watch]) -> Watch:
    return planned(request.param)


@pytest.fixture(scope="session")
def prod(planned: Callable[[str], Watch]) -> Watch:
    return planned("prod")
