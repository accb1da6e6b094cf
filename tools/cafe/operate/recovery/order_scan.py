"""Finds orders by their status or age: a paged, consistent Scan at a limited rate.

No request of a guest ever scans. This is an operator's command, used after a failure, and it reads every order once:
an index by status would cost each order two more write units for it (docs/decisions/0005).
"""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from cafe.operate.recovery.rate_limiter import RateLimiter
from orders.adapters.item import Item, text
from orders.domain import timestamps
from orders.domain.events import OrderReceived
from orders.domain.order import OrderKey, Status

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

READ_UNITS_A_SECOND: Final = 1000
"""A third of what one partition gives, so that guests keep the rest: 4 MB a second of consistent reads."""


class OrderScan:
    """Scans the table of orders."""

    def __init__(self, client: "DynamoDBClient", table: str, limiter: RateLimiter | None = None) -> None:
        self._client = client
        self._table = table
        self._limiter = limiter or RateLimiter(READ_UNITS_A_SECOND)

    def received_before(self, moment: datetime) -> Iterator[OrderReceived]:
        """Orders that were placed before the moment and still wait for a decision."""
        items = self._scan(
            "#status = :received AND created_at < :moment",
            {":received": text(Status.RECEIVED), ":moment": text(timestamps.write(moment))},
            ExpressionAttributeNames={"#status": "status"},
            ProjectionExpression="customer_id, order_id, correlation_id",
        )
        return (_received(item) for item in items)

    def updated_between(self, earliest: datetime, latest: datetime) -> Iterator[Item]:
        """Items of orders whose latest change was between the two moments, both included."""
        values = {":earliest": text(timestamps.write(earliest)), ":latest": text(timestamps.write(latest))}
        return self._scan("updated_at BETWEEN :earliest AND :latest", values)

    def _scan(self, condition: str, values: Item, **more: object) -> Iterator[Any]:
        start: dict[str, Any] = {}
        while True:
            page = self._client.scan(
                TableName=self._table,
                ConsistentRead=True,
                FilterExpression=condition,
                ExpressionAttributeValues=values,
                ReturnConsumedCapacity="TOTAL",
                **more,  # type: ignore[arg-type]  # TypedDict unpacking of optional arguments
                **start,
            )
            yield from page["Items"]
            if "LastEvaluatedKey" not in page:
                return
            self._limiter.acquire(page["ConsumedCapacity"]["CapacityUnits"])
            start = {"ExclusiveStartKey": page["LastEvaluatedKey"]}


def _received(item: Item) -> OrderReceived:
    key = OrderKey(item["customer_id"]["S"], item["order_id"]["S"])
    return OrderReceived(key, item["correlation_id"]["S"] if "correlation_id" in item else None)
