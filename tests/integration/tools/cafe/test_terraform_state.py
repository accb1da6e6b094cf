"""Terraform's state is read from its bucket."""

import json
from typing import Any

import pytest

from cafe.aws import Access, LocalAws
from cafe.environments import LOCAL, UNITS
from cafe.errors import CafeError
from cafe.terraform_state import Resource, State, StateVersion, read_outputs, read_resources, read_state


@pytest.fixture
def access(aws: LocalAws) -> Access:
    """Access to an account with a bucket for states."""
    aws.s3.create_bucket(Bucket=LOCAL.state_bucket)
    return Access({}, aws)


def keep_state(access: Access, unit: str, *resources: dict[str, Any], **outputs: str) -> None:
    values = {name: {"value": value, "type": "string"} for name, value in outputs.items()}
    state = {"lineage": "11112222-3333", "serial": 7, "outputs": values, "resources": resources}
    access.aws.s3.put_object(Bucket=LOCAL.state_bucket, Key=f"{unit}/terraform.tfstate", Body=json.dumps(state))


def resource(mode: str, *instances: str) -> dict[str, Any]:
    return {"mode": mode, "type": "aws_sqs_queue", "instances": [{"attributes": {"name": name}} for name in instances]}


def test_a_state_has_its_version_and_outputs(access: Access) -> None:
    keep_state(access, "identity", user_pool_id="p1")

    state = read_state(access, LOCAL, "identity")

    assert state.version == StateVersion("11112222-3333", 7)
    assert str(state.version) == "serial 7 of 11112222"
    assert state.outputs == {"user_pool_id": "p1"}


def test_a_unit_that_was_never_applied_has_an_empty_state(access: Access) -> None:
    assert read_state(access, LOCAL, "identity") == State()


def test_outputs_are_those_of_every_unit(access: Access) -> None:
    for unit in UNITS:
        keep_state(access, unit, name=f"of {unit}")

    assert read_outputs(access, LOCAL) == {unit: {"name": f"of {unit}"} for unit in UNITS}


def test_resources_are_the_managed_ones_of_every_unit(access: Access) -> None:
    for unit in UNITS:
        keep_state(access, unit)
    keep_state(access, "order_store", resource("managed", "orders", "dead letters"), resource("data", "other"))

    assert read_resources(access, LOCAL) == [
        Resource("order_store", "aws_sqs_queue", {"name": "orders"}),
        Resource("order_store", "aws_sqs_queue", {"name": "dead letters"}),
    ]


def test_a_unit_without_a_state_is_named(access: Access) -> None:
    with pytest.raises(CafeError, match="The state of identity can't be read"):
        read_outputs(access, LOCAL)


def test_a_bucket_that_is_missing_is_an_error(aws: LocalAws) -> None:
    with pytest.raises(CafeError, match="The state of local can't be read"):
        read_outputs(Access({}, aws), LOCAL)
