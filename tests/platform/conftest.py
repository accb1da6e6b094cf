"""What Terraform made on the running platform."""

from dataclasses import asdict

import pytest

from cafe.aws import local_access
from cafe.checkout import Workspace
from cafe.deliver.plans.terragrunt import Terragrunt
from cafe.environments import LOCAL
from cafe.platform import Platform
from cafe.terraform_state import read_resources
from tests.support.infrastructure.mocked_plan import Resource


@pytest.fixture(scope="session")
def infrastructure(space: Workspace, platform: Platform) -> Terragrunt:
    return Terragrunt(space, LOCAL, local_access(platform.endpoint_url))


@pytest.fixture(scope="session")
def resources(infrastructure: Terragrunt) -> list[Resource]:
    """Every managed resource instance: its unit, type and attributes."""
    return [asdict(resource) for resource in read_resources(infrastructure.access, infrastructure.live)]
