"""What an environment costs by the month without an order, from the resources in prod's plan."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from economy.prices import PriceList

MONTHLY_FILE: Final = Path(__file__).with_name("inputs") / "monthly.json"
MEGABYTES_A_GIGABYTE: Final = 1024
LIMITS_OF_A_BAND: Final = 2
"""An alarm on an anomaly also pays for the upper and the lower limit."""

type Attributes = Mapping[str, Any]


def count(resources: Iterable[tuple[str, Attributes]], custom_metrics: int) -> dict[str, float]:
    """How many of each thing with a monthly price there are, by the price's name.

    Args:
        resources: Terraform's type and attributes of each.
        custom_metrics: how many the functions put, which Terraform does not declare.
    """
    things: defaultdict[str, float] = defaultdict(float, custom_metric_month=custom_metrics)
    for kind, attributes in resources:
        for name, amount in PAID.get(kind, _nothing)(attributes).items():
            things[name] += amount
    return dict(sorted(things.items()))


def read_monthly(file: Path = MONTHLY_FILE) -> dict[str, float]:
    """The amounts, which a test compares with prod's plan."""
    amounts: dict[str, float] = json.loads(file.read_text())
    return amounts


def usd_a_month(amounts: Mapping[str, float], prices: PriceList) -> float:
    """Dollars a month before the first order."""
    return sum(prices.cost(name, amount) for name, amount in amounts.items())


def _firewall(attributes: Attributes) -> dict[str, float]:
    return {"firewall_month": 1, "firewall_rule_month": len(attributes["rule"])}


def _stage(attributes: Attributes) -> dict[str, float]:
    size = attributes["cache_cluster_size"]
    return {f"stage_cache_{size}_gb_month": 1} if attributes["cache_cluster_enabled"] else {}


def _alarm(attributes: Attributes) -> dict[str, float]:
    asked = sum(bool(query["metric"]) for query in attributes["metric_query"]) or 1
    return {"alarm_metric_month": asked + (LIMITS_OF_A_BAND if attributes["threshold_metric_id"] else 0)}


def _function(attributes: Attributes) -> dict[str, float]:
    gigabytes = attributes["memory_size"] / MEGABYTES_A_GIGABYTE
    return {"snapshot_gigabyte_month": gigabytes} if attributes["snap_start"] else {}


def _nothing(_attributes: Attributes) -> dict[str, float]:
    return {}


def _one(name: str) -> Callable[[Attributes], dict[str, float]]:
    return lambda _attributes: {name: 1}


PAID: Final[Mapping[str, Callable[[Attributes], Mapping[str, float]]]] = {
    "aws_wafv2_web_acl": _firewall,
    "aws_api_gateway_stage": _stage,
    "aws_cloudwatch_metric_alarm": _alarm,
    "aws_cloudwatch_composite_alarm": _one("composite_alarm_month"),
    "aws_cloudwatch_dashboard": _one("dashboard_month"),
    "aws_kms_key": _one("key_month"),
    "aws_lambda_function": _function,
}
