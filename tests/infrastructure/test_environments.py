"""Environments are the same tree, and differ only in their `env.hcl`."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import hcl2
import pytest

from cafe.checkout import workspace
from cafe.deliver.plans.infrastructure import LiveInfrastructure
from cafe.deliver.toolchain import terragrunt
from cafe.environments import FOUNDATION, UNITS, live_environment

LIVE = workspace().root / "live"
ENVIRONMENTS = ("local", "dev", "prod")
A_YEAR = 365


def files_of(environment: str) -> dict[str, str]:
    folder = LIVE / environment
    return {
        file.relative_to(folder).as_posix(): file.read_text()
        for file in folder.rglob("*.hcl")
        if ".terragrunt-cache" not in file.parts and file.name != ".terraform.lock.hcl"
    }


def differences(one: dict[str, str], other: dict[str, str]) -> set[str]:
    return {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)}


def test_dev_and_prod_differ_only_in_their_values() -> None:
    assert differences(files_of("dev"), files_of("prod")) == {"env.hcl"}


def test_this_machine_lacks_only_what_an_account_needs_before_a_deploy() -> None:
    foundation = {f"{unit}/terragrunt.hcl" for unit in FOUNDATION}

    assert differences(files_of("local"), files_of("dev")) == {"env.hcl"} | foundation


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_an_environment_has_every_unit(environment: str) -> None:
    units = {file.parent.name for file in (LIVE / environment).glob("*/terragrunt.hcl")}

    assert units - set(FOUNDATION) == set(UNITS)


def setting(name: str) -> dict[str, Any]:
    """What a setting is in each environment."""
    return {environment: settings_of(environment)[name] for environment in ENVIRONMENTS}


def settings_of(environment: str) -> dict[str, Any]:
    with (LIVE / environment / "env.hcl").open() as file:
        parsed = hcl2.load(file, serialization_options=hcl2.SerializationOptions(strip_string_quotes=True))
    return {name: value for name, value in parsed["locals"][0].items() if not name.startswith("__")}


def test_environments_declare_the_same_settings() -> None:
    names = {environment: settings_of(environment).keys() for environment in ENVIRONMENTS}

    assert names["local"] == names["dev"] == names["prod"]


def test_environments_on_aws_are_accounts_of_their_own() -> None:
    accounts = setting("account_id")

    assert len(set(accounts.values())) == len(ENVIRONMENTS)


def test_what_customers_order_is_protected_from_deletion() -> None:
    assert setting("is_protected") == {"local": False, "dev": True, "prod": True}


@pytest.mark.parametrize("retention", ["access_log_days", "order_retention_days", "old_version_days"])
def test_prod_keeps_things_longer_than_dev(retention: str) -> None:
    kept = setting(retention)

    assert kept["prod"] > kept["dev"]


def test_logs_of_what_customers_did_are_kept_for_a_year() -> None:
    assert {kept for name, kept in setting("log_retention_days").items() if name != "local"} == {A_YEAR}


@dataclass(frozen=True)
class Rendered:
    """What Terragrunt makes of a unit."""

    inputs: dict[str, Any]
    state: dict[str, Any]
    provider: str


def terragrunt_says(infrastructure: LiveInfrastructure, folder: Path, *words: str, **variables: str) -> str:
    plain = {name: value for name, value in infrastructure.environment().items() if not name.startswith("AWS_")}
    said = subprocess.run(
        [terragrunt(infrastructure.space), *words, "--working-dir", folder],
        env=plain | {"CAFE_STATELESS": "true"} | variables,
        capture_output=True,
        text=True,
        check=True,
    )
    return said.stdout


def render(infrastructure: LiveInfrastructure, environment: str, unit: str, **variables: str) -> Rendered:
    folder = LIVE / environment / unit
    rendered = terragrunt_says(infrastructure, folder, "render", "--format", "json", **variables)
    answer = json.loads(rendered)
    return Rendered(answer["inputs"], answer["remote_state"]["config"], answer["generate"]["provider"]["contents"])


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_names_of_the_state_are_those_that_the_commands_use(
    infrastructure: LiveInfrastructure, environment: str
) -> None:
    live = live_environment(workspace(), environment)

    state = render(infrastructure, environment, "identity").state

    assert state["bucket"] == live.state_bucket
    assert state["dynamodb_table"] == live.lock_table
    assert state["region"] == live.region
    assert state["key"] == "identity/terraform.tfstate"


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_an_environment_is_applied_to_its_own_account_only(
    infrastructure: LiveInfrastructure, environment: str
) -> None:
    provider = render(infrastructure, environment, "identity").provider

    assert f'allowed_account_ids = ["{live_environment(workspace(), environment).account_id}"]' in provider


@pytest.mark.parametrize("environment", ["dev", "prod"])
def test_without_an_endpoint_an_environment_is_plain_aws(infrastructure: LiveInfrastructure, environment: str) -> None:
    unit = render(infrastructure, environment, "order_service")

    assert unit.inputs["local_aws_url"] is None
    assert unit.inputs["tracing_mode"] == "Active"
    assert "skip_" not in unit.provider
    assert not any(name.startswith("skip_") for name in unit.state)


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_with_an_endpoint_every_environment_is_applied_to_a_local_account(
    infrastructure: LiveInfrastructure, environment: str
) -> None:
    unit = render(infrastructure, environment, "order_service", AWS_ENDPOINT_URL="http://127.0.0.1:4711")

    assert unit.inputs["local_aws_url"] == "http://127.0.0.1:4711"
    assert unit.inputs["tracing_mode"] == "PassThrough"
    assert unit.inputs["throttle"] == settings_of(environment)["throttle"]
    assert "skip_credentials_validation = true" in unit.provider
    assert unit.state["use_path_style"] is True


def test_a_unit_is_named_as_its_module() -> None:
    modules = {folder.name for folder in Path(workspace().root / "modules").iterdir()}

    assert {*UNITS, *FOUNDATION} <= modules


@pytest.mark.parametrize("environment", ["dev", "prod"])
def test_a_deploy_leaves_what_it_stands_on_alone(infrastructure: LiveInfrastructure, environment: str) -> None:
    found = terragrunt_says(infrastructure, LIVE / environment, "find", "--queue-construct-as", "plan")

    assert set(found.split()) == set(UNITS)


@pytest.mark.parametrize("unit", ["order_service"])
@pytest.mark.parametrize(("environment", "boundary"), [("local", None), ("dev", "cafe-orders-dev-boundary")])
def test_roles_have_a_boundary_where_a_deploy_may_make_none_without(
    infrastructure: LiveInfrastructure, unit: str, environment: str, boundary: str | None
) -> None:
    given = render(infrastructure, environment, unit).inputs["permissions_boundary"]

    assert given == (boundary and f"arn:aws:iam::111111111111:policy/{boundary}")
