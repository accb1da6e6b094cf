"""Business metrics. The log line that tells of a step carries its metric, so each step is one line and counted once.

CloudWatch reads metrics out of such lines ("Specification: Embedded metric format"). Powertools' Metrics would print a
second line for each.
"""

import time
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final

NAMESPACE: Final = "CafeOrders"
DIMENSIONS: Final = ("service", "environment")
"""Fields that every line of a deployed function has."""


class Metric(StrEnum):
    """What is counted; the age of an order at its decision is in milliseconds."""

    ORDERS_PLACED = "OrdersPlaced"
    ORDERS_REPLAYED = "OrdersReplayed"
    ORDERS_CANCELLED = "OrdersCancelled"
    ORDERS_CONFIRMED = "OrdersConfirmed"
    ORDERS_REJECTED = "OrdersRejected"
    DECISION_AGE = "DecisionAge"
    RECORDS_PUT_ASIDE = "RecordsPutAside"

    @property
    def unit(self) -> str:
        """As CloudWatch names units."""
        return "Milliseconds" if self is Metric.DECISION_AGE else "Count"


def measure(values: Mapping[Metric, int]) -> dict[str, Any]:
    """Fields that make a log line carry these metrics."""
    directive = {
        "Namespace": NAMESPACE,
        "Dimensions": [list(DIMENSIONS)],
        "Metrics": [{"Name": metric.value, "Unit": metric.unit} for metric in values],
    }
    envelope = {"Timestamp": int(time.time() * 1000), "CloudWatchMetrics": [directive]}
    return {"_aws": envelope, **{metric.value: value for metric, value in values.items()}}
