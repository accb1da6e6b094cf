"""The rules by which the tests judge alarms, held against the examples of the CloudWatch User Guide."""

import pytest

from tests.support.infrastructure.alarm_evaluation import (
    ALARM,
    OK,
    Observation,
    evaluate,
    metric,
    state_of,
    state_of_composite,
)

VISIBLE = metric("AWS/SQS", "Visible", {"QueueName": "q"})


def alarm(missing: str, datapoints: int = 3, periods: int = 3) -> dict[str, object]:
    return {
        "namespace": "AWS/SQS",
        "metric_name": "Visible",
        "dimensions": {"QueueName": "q"},
        "statistic": "Maximum",
        "period": 60,
        "evaluation_periods": periods,
        "datapoints_to_alarm": datapoints,
        "comparison_operator": "GreaterThanThreshold",
        "threshold": 0,
        "treat_missing_data": missing,
    }


def observed(points: str) -> list[Observation]:
    """As the guide draws them: 0 is not breaching, X is, - is missing; the latest is last."""
    latest_first = enumerate(reversed(points.split()))
    return [Observation(60 * back + 1, 1 if point == "X" else 0) for back, point in latest_first if point != "-"]


@pytest.mark.parametrize(
    ("points", "breaching", "not_breaching"),
    [
        ("0 - X - X", OK, OK),
        ("0 - - - -", OK, OK),
        ("- - - - -", ALARM, OK),
        ("0 X X - X", ALARM, ALARM),
        ("- - X - -", ALARM, OK),
    ],
)
def test_three_of_three_with_missing_data_is_as_in_the_guide(points: str, breaching: str, not_breaching: str) -> None:
    data = {VISIBLE: observed(points)}

    assert [state_of(alarm(missing), data) for missing in ("breaching", "notBreaching")] == [breaching, not_breaching]


@pytest.mark.parametrize(
    ("points", "breaching", "not_breaching"),
    [("0 - X - X", ALARM, ALARM), ("0 0 X 0 X", ALARM, ALARM), ("0 - X - -", ALARM, OK), ("- - - - 0", ALARM, OK)],
)
def test_two_of_three_with_missing_data_is_as_in_the_guide(points: str, breaching: str, not_breaching: str) -> None:
    data = {VISIBLE: observed(points)}

    states = [state_of(alarm(missing, datapoints=2), data) for missing in ("breaching", "notBreaching")]

    assert states == [breaching, not_breaching]


def test_data_of_other_dimensions_is_not_seen() -> None:
    other = metric("AWS/SQS", "Visible", {"QueueName": "another"})

    assert state_of(alarm("notBreaching"), {other: observed("X X X X X")}) == OK


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("IF(part > 1, part / all, 0)", 0.2),
        ("IF((all - part) > 9, 1, 0)", 0),
        ("part / (all - 10)", None),
        ("gone", None),
    ],
)
def test_metric_math(expression: str, value: float | None) -> None:
    assert evaluate(expression, {"all": 10, "part": 2, "gone": None}) == value


def test_a_composite_needs_all_of_its_children() -> None:
    rule = 'ALARM("long") AND ALARM("short")'

    assert state_of_composite(rule, {"long": ALARM, "short": ALARM}) == ALARM
    assert state_of_composite(rule, {"long": ALARM, "short": OK}) == OK
