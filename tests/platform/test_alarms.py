"""The alarms that run watch what runs: CloudWatch's own answer, held against what Terraform made."""

from typing import Any

import pytest

from cafe.aws import LocalAws
from cafe.environments import LOCAL
from tests.support.infrastructure.mocked_plan import Resource, of_type
from tests.support.infrastructure.watching import (
    COMPOSITE,
    METRIC_ALARM,
    Watch,
    as_attributes,
    sources_of_alarms,
    what_exists,
)


@pytest.fixture
def running(aws: LocalAws, resources: list[Resource]) -> Watch:
    """The resources, with alarms as CloudWatch returns them, but for metric math, which the local AWS forgets."""
    math = {alarm["alarm_name"]: alarm["metric_query"] for alarm in of_type(resources, METRIC_ALARM)}
    pages = aws.cloudwatch.get_paginator("describe_alarms").paginate(AlarmTypes=["MetricAlarm", "CompositeAlarm"])
    alarms: list[dict[str, Any]] = []
    for page in pages:
        alarms += [{"type": METRIC_ALARM, "attributes": as_attributes(each, math)} for each in page["MetricAlarms"]]
        alarms += [{"type": COMPOSITE, "attributes": as_attributes(each, math)} for each in page["CompositeAlarms"]]
    others = [resource for resource in resources if resource["type"] not in {METRIC_ALARM, COMPOSITE}]
    return Watch(LOCAL.prefix, [*others, *alarms])


def test_every_alarm_that_terraform_made_runs(running: Watch, resources: list[Resource]) -> None:
    made = Watch(LOCAL.prefix, resources)

    assert made.telling
    assert running.alarms.keys() == made.alarms.keys()
    assert running.telling == made.telling


def test_every_alarm_s_dimensions_are_those_of_something_that_runs(running: Watch) -> None:
    existing = what_exists(running)

    assert [each for each in sources_of_alarms(running) if (each.namespace, each.dimensions) not in existing] == []
