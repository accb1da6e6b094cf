"""Business metrics, in the log line of their event: each event is one line and counted once.

CloudWatch reads metrics from such lines ("Specification: Embedded metric format"). Powertools' Metrics prints a second
line for each.
"""

import time
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final

NAMESPACE: Final = "CafeOrders"
DIMENSIONS: Final = ("service", "environment")
"""Fields of every log line of a deployed function."""


class Metric(StrEnum):
    """The metrics; the age of an order at its decision is in milliseconds, the others are counts."""

    ORDERS_PLACED = "OrdersPlaced"
    ORDERS_REPLAYED = "OrdersReplayed"
    ORDERS_CANCELLED = "OrdersCancelled"
    ORDERS_CONFIRMED = "OrdersConfirmed"
    ORDERS_REJECTED = "OrdersRejected"
    DECISION_AGE = "DecisionAge"
    RECORDS_PUT_ASIDE = "RecordsPutAside"

    @property
    def unit(self) -> str:
        """The unit's name in CloudWatch."""
        return "Milliseconds" if self is Metric.DECISION_AGE else "Count"


def measure(values: Mapping[Metric, int]) -> dict[str, Any]:
    """The fields that add these metrics to a log line."""
    directive = {
        "Namespace": NAMESPACE,
        "Dimensions": [list(DIMENSIONS)],
        "Metrics": [{"Name": metric.value, "Unit": metric.unit} for metric in values],
    }
    envelope = {"Timestamp": int(time.time() * 1000), "CloudWatchMetrics": [directive]}
    return {"_aws": envelope, **{metric.value: value for metric, value in values.items()}}
