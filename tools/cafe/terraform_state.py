"""Terraform's state of an environment's units, read from its bucket."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from botocore.exceptions import ClientError

from cafe.aws import Access
from cafe.environments import UNITS, LiveEnvironment
from cafe.errors import CafeError

type Outputs = Mapping[str, Mapping[str, Any]]
"""The outputs of each unit, by its name."""


@dataclass(frozen=True)
class StateVersion:
    """Which state it is: Terraform raises the serial with each change of a lineage."""

    lineage: str
    serial: int

    def __str__(self) -> str:
        return f"serial {self.serial} of {self.lineage[:8]}"


@dataclass(frozen=True)
class Resource:
    """A resource that Terraform made: its unit, type and attributes."""

    unit: str
    type: str
    attributes: dict[str, Any]


@dataclass(frozen=True)
class State:
    """A unit's state; without a version it has never been applied."""

    version: StateVersion | None = None
    outputs: Mapping[str, Any] = field(default_factory=dict)
    resources: tuple[Resource, ...] = ()

    @property
    def digest(self) -> str:
        """Of the outputs; they may be secret, so no more than this is kept."""
        return hashlib.sha256(json.dumps(self.outputs, sort_keys=True).encode()).hexdigest()


def read_state(access: Access, live: LiveEnvironment, unit: str) -> State:
    """The state of a unit now. ClientError when the bucket is missing or may not be read."""
    try:
        answer = access.aws.s3.get_object(Bucket=live.state_bucket, Key=f"{unit}/terraform.tfstate")
    except ClientError as error:
        if error.response["Error"]["Code"] == "NoSuchKey":
            return State()
        raise
    content = json.loads(answer["Body"].read())
    outputs = {name: output["value"] for name, output in content["outputs"].items()}
    return State(StateVersion(content["lineage"], content["serial"]), outputs, _managed(unit, content["resources"]))


def read_outputs(access: Access, live: LiveEnvironment) -> Outputs:
    """Outputs of every unit. Raises CafeError when one was never applied or its state can't be read."""
    return {unit: state.outputs for unit, state in _applied(access, live).items()}


def read_resources(access: Access, live: LiveEnvironment) -> list[Resource]:
    """Every managed resource of every unit. Raises CafeError as `read_outputs` does."""
    return [resource for state in _applied(access, live).values() for resource in state.resources]


def _applied(access: Access, live: LiveEnvironment) -> dict[str, State]:
    try:
        states = {unit: read_state(access, live, unit) for unit in UNITS}
    except ClientError as error:
        raise CafeError(f"The state of {live.name} can't be read: {error}") from None
    missing = [unit for unit, state in states.items() if state.version is None]
    if missing:
        raise CafeError(f"The state of {missing[0]} can't be read: it has never been applied.")
    return states


def _managed(unit: str, resources: list[dict[str, Any]]) -> tuple[Resource, ...]:
    return tuple(
        Resource(unit, resource["type"], instance["attributes"])
        for resource in resources
        if resource["mode"] == "managed"
        for instance in resource["instances"]
    )
