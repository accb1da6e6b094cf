"""What Terraform made on the running platform."""

from dataclasses import asdict

import pytest

from cafe.checkout import Workspace
from cafe.deliver.plans.infrastructure import LiveInfrastructure, local_infrastructure
from cafe.platform import Platform
from tests.support.infrastructure.mocked_plan import Resource


@pytest.fixture(scope="session")
def infrastructure(space: Workspace, platform: Platform) -> LiveInfrastructure:
    return local_infrastructure(space, platform.endpoint_url)


@pytest.fixture(scope="session")
def resources(infrastructure: LiveInfrastructure) -> list[Resource]:
    """Every managed resource instance: its unit, type and attributes."""
    return [asdict(resource) for resource in infrastructure.resources()]
