"""What is paid by the month, counted from Terraform's resources."""

from typing import Any

import pytest

from economy.cost_report import table
from economy.monthly import count, read_monthly, usd_a_month
from economy.prices import read_prices

OWN_METRICS = {"custom_metric_month": 7}
SIMPLE: dict[str, Any] = {"metric_query": [], "threshold_metric_id": None}
RATIO = {"metric_query": [{"metric": []}, {"metric": ["errors"]}, {"metric": ["all"]}], "threshold_metric_id": None}
BAND = {"metric_query": [{"metric": ["seen"]}, {"metric": []}], "threshold_metric_id": "band"}


@pytest.mark.parametrize(
    ("kind", "attributes", "expected"),
    [
        ("aws_wafv2_web_acl", {"rule": ["core", "rate"]}, {"firewall_month": 1, "firewall_rule_month": 2}),
        ("aws_cloudwatch_metric_alarm", SIMPLE, {"alarm_metric_month": 1}),
        ("aws_cloudwatch_metric_alarm", RATIO, {"alarm_metric_month": 2}),
        ("aws_cloudwatch_metric_alarm", BAND, {"alarm_metric_month": 3}),
        ("aws_cloudwatch_composite_alarm", {}, {"composite_alarm_month": 1}),
        ("aws_lambda_function", {"snap_start": ["on"], "memory_size": 512}, {"snapshot_gigabyte_month": 0.5}),
        ("aws_lambda_function", {"snap_start": [], "memory_size": 512}, {}),
        (
            "aws_api_gateway_stage",
            {"cache_cluster_enabled": True, "cache_cluster_size": "0.5"},
            {"stage_cache_0.5_gb_month": 1},
        ),
        ("aws_api_gateway_stage", {"cache_cluster_enabled": None, "cache_cluster_size": None}, {}),
        ("aws_sqs_queue", {}, {}),
    ],
)
def test_counts_what_a_resource_costs_by_the_month(
    kind: str, attributes: dict[str, Any], expected: dict[str, float]
) -> None:
    assert count([(kind, attributes)], 7) == OWN_METRICS | expected


def test_counts_each_of_two_equal_resources() -> None:
    dashboards: list[tuple[str, dict[str, Any]]] = [("aws_cloudwatch_dashboard", {})] * 2

    assert usd_a_month(count(dashboards, 7), read_prices()) == pytest.approx(2 * 3.00 + 7 * 0.30)


def test_everything_in_prod_has_a_price() -> None:
    assert set(read_monthly()) <= set(read_prices().prices)
    assert f"{usd_a_month(read_monthly(), read_prices()):,.2f} in prod" in table(1_000_000)
