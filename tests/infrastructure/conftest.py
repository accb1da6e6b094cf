"""Terraform and Terragrunt as the platform's own commands run them."""

import subprocess
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from cafe.aws import LocalAws
from cafe.checkout import Workspace
from cafe.deliver.plans.infrastructure import LiveInfrastructure, local_infrastructure
from cafe.local import emulator
from cafe.platform import Platform
from tests.support.infrastructure.mocked_plan import Resource, plan
from tests.support.infrastructure.watching import COMPOSITE, METRIC_ALARM, Watch, as_attributes


@pytest.fixture(scope="session")
def infrastructure(space: Workspace, platform: Platform) -> LiveInfrastructure:
    alive = emulator.running(space)
    assert alive is not None
    return local_infrastructure(space, alive.endpoint)


@pytest.fixture(scope="session")
def resources(infrastructure: LiveInfrastructure) -> list[dict[str, Any]]:
    """Every managed resource instance of the running platform: its unit, type and attributes."""
    return [asdict(resource) for resource in infrastructure.resources()]


@pytest.fixture(scope="session")
def planned(
    infrastructure: LiveInfrastructure, space: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, Watch]:
    """dev and prod as they would be made, without their accounts."""
    return {
        environment: Watch(
            f"cafe-orders-{environment}",
            plan(space, environment, tmp_path_factory.mktemp(environment), infrastructure.environment()),
        )
        for environment in ("dev", "prod")
    }


@pytest.fixture(scope="session")
def running(aws: LocalAws, resources: list[Resource]) -> Watch:
    """local as it is running: alarms as CloudWatch tells them, but for metric math, which the local AWS forgets."""
    math = {
        resource["attributes"]["alarm_name"]: resource["attributes"]["metric_query"]
        for resource in resources
        if resource["type"] == METRIC_ALARM
    }
    told = aws.cloudwatch.get_paginator("describe_alarms").paginate(AlarmTypes=["MetricAlarm", "CompositeAlarm"])
    alarms: list[Resource] = []
    for page in told:
        alarms += [{"type": METRIC_ALARM, "attributes": as_attributes(each, math)} for each in page["MetricAlarms"]]
        alarms += [{"type": COMPOSITE, "attributes": as_attributes(each, math)} for each in page["CompositeAlarms"]]
    others = [resource for resource in resources if resource["type"] not in {METRIC_ALARM, COMPOSITE}]
    return Watch("cafe-orders-local", [*others, *alarms])


@pytest.fixture(params=["local", "dev", "prod"])
def watch(request: pytest.FixtureRequest, planned: Mapping[str, Watch], running: Watch) -> Watch:
    return planned.get(request.param) or running


@pytest.fixture(scope="session")
def prod(planned: Mapping[str, Watch]) -> Watch:
    return planned["prod"]


def terraform(folder: Path, environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["terraform", *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
