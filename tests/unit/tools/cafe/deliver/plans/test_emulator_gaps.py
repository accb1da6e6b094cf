"""Changes of alarms, which the local AWS does not describe, are left out there."""

from typing import Any

import pytest

from cafe.deliver.plans.emulator_gaps import without_gaps

ALARM, QUEUE = "aws_cloudwatch_metric_alarm", "aws_sqs_queue"


def changed(kind: str, *actions: str) -> dict[str, Any]:
    return {"type": kind, "address": f"{kind}.{actions}", "change": {"actions": list(actions)}}


@pytest.mark.parametrize("actions", [("update",), ("delete", "create"), ("create", "delete")])
def test_a_change_of_an_existing_alarm_is_left_out(actions: tuple[str, ...]) -> None:
    queue = changed(QUEUE, *actions)

    plan = without_gaps({"resource_changes": [changed(ALARM, *actions), queue], "applyable": True})

    assert plan == {"resource_changes": [queue], "resource_drift": [], "applyable": True}


@pytest.mark.parametrize("action", ["create", "delete"])
def test_a_new_and_a_removed_alarm_are_kept(action: str) -> None:
    alarm = changed(ALARM, action)

    assert without_gaps({"resource_changes": [alarm]})["resource_changes"] == [alarm]


def test_drift_is_kept_except_of_alarms() -> None:
    queue = changed(QUEUE, "update")

    assert without_gaps({"resource_drift": [changed(ALARM, "update"), queue]})["resource_drift"] == [queue]
