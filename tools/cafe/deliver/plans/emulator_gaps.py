"""Resources that the local AWS does not describe, so that Terraform plans them on it every time."""

from typing import Any, Final

UNDESCRIBED: Final = frozenset({"aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm"})
"""ministack answers DescribeAlarms in XML without descriptions, actions, dimensions and metric math."""
CERTAIN: Final = (["create"], ["delete"])


def without_gaps(plan: dict[str, Any]) -> dict[str, Any]:
    """A plan's `terraform show -json` without changes of these resources; they are applied all the same."""
    changes = [each for each in plan.get("resource_changes", []) if _is_described(each)]
    drift = [each for each in plan.get("resource_drift", []) if each["type"] not in UNDESCRIBED]
    return plan | {"resource_changes": changes, "resource_drift": drift}


def _is_described(change: dict[str, Any]) -> bool:
    return change["type"] not in UNDESCRIBED or change["change"]["actions"] in CERTAIN
