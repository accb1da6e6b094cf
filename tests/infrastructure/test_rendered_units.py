"""What Terragrunt makes of a unit of each environment: its inputs, its state, its provider."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from cafe.checkout import Workspace, workspace
from cafe.environments import UNITS, live_environment
from tests.support.infrastructure.environments import ENVIRONMENTS, LIVE, ON_AWS, declared
from tests.support.infrastructure.terraform import run_terragrunt


@dataclass(frozen=True)
class Rendered:
    """What Terragrunt makes of a unit."""

    inputs: dict[str, Any]
    state: dict[str, Any]
    provider: str


type Render = Callable[..., Rendered]


@pytest.fixture
def plain_variables(terraform_variables: dict[str, str]) -> dict[str, str]:
    """Without an endpoint of AWS, and without state."""
    plain = {name: value for name, value in terraform_variables.items() if not name.startswith("AWS_")}
    return plain | {"CAFE_STATELESS": "true"}


@pytest.fixture
def render(space: Workspace, plain_variables: dict[str, str]) -> Render:
    def render(environment: str, unit: str, **more: str) -> Rendered:
        folder = LIVE / environment / unit
        content = json.loads(run_terragrunt(space, folder, plain_variables | more, "render", "--format", "json"))
        return Rendered(
            content["inputs"], content["remote_state"]["config"], content["generate"]["provider"]["contents"]
        )

    return render


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_names_of_the_state_are_those_that_the_commands_use(render: Render, environment: str) -> None:
    live = live_environment(workspace(), environment)

    state = render(environment, "identity").state

    assert state["bucket"] == live.state_bucket
    assert state["dynamodb_table"] == live.lock_table
    assert state["region"] == live.region
    assert state["key"] == "identity/terraform.tfstate"


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_an_environment_is_applied_to_its_own_account_only(render: Render, environment: str) -> None:
    provider = render(environment, "identity").provider

    assert f'allowed_account_ids = ["{live_environment(workspace(), environment).account_id}"]' in provider


@pytest.mark.parametrize("environment", ON_AWS)
def test_without_an_endpoint_an_environment_is_plain_aws(render: Render, environment: str) -> None:
    unit = render(environment, "order_service")

    assert unit.inputs["local_aws_url"] is None
    assert unit.inputs["is_traced"] is True
    assert "skip_" not in unit.provider
    assert not any(name.startswith("skip_") for name in unit.state)


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_with_an_endpoint_every_environment_is_applied_to_a_local_account(render: Render, environment: str) -> None:
    unit = render(environment, "order_service", AWS_ENDPOINT_URL="http://127.0.0.1:4711")

    assert unit.inputs["local_aws_url"] == "http://127.0.0.1:4711"
    assert unit.inputs["is_traced"] is False
    assert unit.inputs["throttle"] == declared(environment)["throttle"]
    assert "skip_credentials_validation = true" in unit.provider
    assert unit.state["use_path_style"] is True


@pytest.mark.parametrize("environment", ON_AWS)
def test_a_deploy_does_not_change_its_foundation(
    space: Workspace, plain_variables: dict[str, str], environment: str
) -> None:
    found = run_terragrunt(space, LIVE / environment, plain_variables, "find", "--queue-construct-as", "plan")

    assert set(found.split()) == set(UNITS)


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_roles_have_a_boundary_where_a_deploy_may_make_none_without(render: Render, environment: str) -> None:
    live = live_environment(workspace(), environment)

    given = render(environment, "order_service").inputs["permissions_boundary"]

    boundary = f"arn:aws:iam::{live.account_id}:policy/{live.prefix}-boundary"
    assert given == (boundary if environment in ON_AWS else None)
