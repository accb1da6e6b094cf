"""Alarms, which the local AWS has but does not describe, are not told as changed there."""

from typing import Any

import pytest

from cafe.deliver.plans.emulator_gaps import without_gaps

ALARM, QUEUE = "aws_cloudwatch_metric_alarm", "aws_sqs_queue"


def changed(kind: str, *actions: str) -> dict[str, Any]:
    return {"type": kind, "address": f"{kind}.{actions}", "change": {"actions": list(actions)}}


@pytest.mark.parametrize("actions", [("update",), ("delete", "create"), ("create", "delete")])
def test_an_alarm_that_is_there_is_not_told_of(actions: tuple[str, ...]) -> None:
    queue = changed(QUEUE, *actions)

    plan = without_gaps({"resource_changes": [changed(ALARM, *actions), queue], "applyable": True})

    assert plan == {"resource_changes": [queue], "resource_drift": [], "applyable": True}


@pytest.mark.parametrize("action", ["create", "delete"])
def test_a_new_alarm_and_one_that_goes_are(action: str) -> None:
    alarm = changed(ALARM, action)

    assert without_gaps({"resource_changes": [alarm]})["resource_changes"] == [alarm]


def test_what_was_changed_outside_is_told_but_for_alarms() -> None:
    queue = changed(QUEUE, "update")

    assert without_gaps({"resource_drift": [changed(ALARM, "update"), queue]})["resource_drift"] == [queue]
