"""What CloudWatch makes of an alarm's definition and of data: its state.

No tool at hand does this: moto keeps alarms but does not evaluate them, and the local AWS knows neither dimensions nor
M of N nor metric math. So the rules are here, from the CloudWatch User Guide: "Evaluating an alarm", "Configuring how
CloudWatch alarms treat missing data", "CloudWatch statistics definitions", "Using math expressions".
"""

import ast
import operator
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

ALARM, OK = "ALARM", "OK"
MORE_POINTS = 2
"""The evaluation range is longer than the evaluation periods: in the guide's examples, 5 points for 3 periods."""
COMPARISONS: Mapping[str, Callable[[float, float], bool]] = {
    "GreaterThanThreshold": operator.gt,
    "GreaterThanOrEqualToThreshold": operator.ge,
    "LessThanThreshold": operator.lt,
    "LessThanOrEqualToThreshold": operator.le,
    "GreaterThanUpperThreshold": operator.gt,
}
OPERATORS: Mapping[type, Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Gt: operator.gt,
    ast.Lt: operator.lt,
}

type Alarm = Mapping[str, Any]
type Point = float | None


@dataclass(frozen=True)
class Observation:
    """A value that was reported so many times, so many seconds ago."""

    seconds_ago: float
    value: float
    times: int = 1


type Metric = tuple[str, str, frozenset[tuple[str, str]]]
"""Namespace, name and dimensions: all three must be right for an alarm to see any data."""
type Data = Mapping[Metric, Sequence[Observation]]


def metric(namespace: str, name: str, dimensions: Mapping[str, str]) -> Metric:
    return namespace, name, frozenset(dimensions.items())


def state_of(alarm: Alarm, data: Data, usual: float | None = None) -> str:
    """The state after an evaluation; `usual` is the upper end of an anomaly detection band."""
    periods = alarm["evaluation_periods"]
    points = [_point(alarm, data, back) for back in range(periods + MORE_POINTS)]
    threshold = alarm["threshold"] if usual is None else usual
    considered = _considered(points, periods, alarm["treat_missing_data"])
    breaches = COMPARISONS[alarm["comparison_operator"]]
    missing_breaches = alarm["treat_missing_data"] == "breaching"
    breaching = [missing_breaches if point is None else breaches(point, threshold) for point in considered]
    return ALARM if sum(breaching) >= (alarm["datapoints_to_alarm"] or periods) else OK


def state_of_composite(rule: str, states: Mapping[str, str]) -> str:
    """Rules here are names joined by AND."""
    terms = rule.split(" AND ")
    names = [re.fullmatch(r'ALARM\("([^"]+)"\)', term) for term in terms]
    return ALARM if all(name and states[name[1]] == ALARM for name in names) else OK


def _considered(points: Sequence[Point], periods: int, missing: str) -> list[Point]:
    """The latest real points if they are enough, whatever is missing between them; else gaps are filled."""
    assert missing in {"breaching", "notBreaching"}, f"no alarm here treats missing data as {missing}"
    real = [point for point in points if point is not None]
    if len(real) >= periods:
        return list(real[:periods])
    return [*real, *[None] * (periods - len(real))]


def _point(alarm: Alarm, data: Data, back: int) -> Point:
    """One data point: `back` periods before the latest."""
    if alarm["metric_name"]:
        key = metric(alarm["namespace"], alarm["metric_name"], alarm["dimensions"])
        return _statistic(alarm["statistic"], _window(data.get(key, ()), alarm["period"], back))
    known = {query["id"]: query for query in alarm["metric_query"]}
    (answer,) = [query for query in known.values() if query["return_data"] and not _is_band(query)]
    return _query(answer, known, data, back)


def _is_band(query: Mapping[str, Any]) -> bool:
    return str(query["expression"]).startswith("ANOMALY_DETECTION_BAND")


def _query(query: Mapping[str, Any], known: Mapping[str, Mapping[str, Any]], data: Data, back: int) -> Point:
    if query["expression"]:
        inputs = {name: _query(other, known, data, back) for name, other in known.items() if other is not query}
        return evaluate(query["expression"], inputs)
    (source,) = query["metric"]
    key = metric(source["namespace"], source["metric_name"], source["dimensions"])
    return _statistic(source["stat"], _window(data.get(key, ()), source["period"], back))


def _window(observations: Sequence[Observation], period: int, back: int) -> list[Observation]:
    return [each for each in observations if back * period <= each.seconds_ago < (back + 1) * period]


def _statistic(name: str, observations: Sequence[Observation]) -> Point:
    if not observations:
        return None
    count = sum(each.times for each in observations)
    total = sum(each.value * each.times for each in observations)
    if limit := re.fullmatch(r"TC\(:(\d+)\)", name):
        return sum(each.times for each in observations if each.value <= int(limit[1]))
    values = [each.value for each in observations]
    return {"Sum": total, "SampleCount": count, "Average": total / count, "Maximum": max(values)}[name]


def names_in(expression: str) -> set[str]:
    """Ids of metrics that an expression uses; functions are in capitals."""
    return {node.id for node in ast.walk(ast.parse(expression, mode="eval")) if isinstance(node, ast.Name)} - {
        "IF",
        "ANOMALY_DETECTION_BAND",
    }


def evaluate(expression: str, inputs: Mapping[str, Point]) -> Point:
    """Metric math; where an input is missing, or something is divided by zero, there is no point."""
    if any(inputs[name] is None for name in names_in(expression)):
        return None
    try:
        return _evaluate(ast.parse(expression, mode="eval").body, inputs)
    except ZeroDivisionError:
        return None


def _evaluate(node: ast.expr, inputs: Mapping[str, Point]) -> float:
    match node:
        case ast.Name(id=name):
            value = inputs[name]
            assert value is not None
            return value
        case ast.Constant(value=int() | float() as number):
            return number
        case ast.BinOp(left=left, op=op, right=right) | ast.Compare(left=left, ops=[op], comparators=[right]):
            return OPERATORS[type(op)](_evaluate(left, inputs), _evaluate(right, inputs))
        case ast.Call(func=ast.Name(id="IF"), args=[condition, yes, no]):
            return _evaluate(yes if _evaluate(condition, inputs) else no, inputs)
    raise AssertionError(f"no rule for {ast.dump(node)}")
