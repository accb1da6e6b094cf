"""Terraform and Terragrunt as the platform's own commands run them."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from cafe import emulator
from cafe.aws import LocalAws
from cafe.infrastructure import LiveInfrastructure, local_infrastructure
from cafe.live import LOCAL, UNITS
from cafe.platform import Platform
from cafe.workspace import Workspace


@pytest.fixture(scope="session")
def infrastructure(space: Workspace, platform: Platform) -> LiveInfrastructure:
    alive = emulator.running(space)
    assert alive is not None
    return local_infrastructure(space, alive)


@pytest.fixture(scope="session")
def resources(aws: LocalAws) -> list[dict[str, Any]]:
    """Every managed resource instance of the running platform: its type, name and attributes."""
    found: list[dict[str, Any]] = []
    for unit in UNITS:
        state = json.loads(aws.s3.get_object(Bucket=LOCAL.state_bucket, Key=f"{unit}/terraform.tfstate")["Body"].read())
        for resource in state["resources"]:
            instances = resource["instances"] if resource["mode"] == "managed" else []
            found += [{"unit": unit, "type": resource["type"], "attributes": x["attributes"]} for x in instances]
    return found


def terraform(folder: Path, environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["terraform", *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
