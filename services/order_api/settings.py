"""Environment variables of the API."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class OrderApiSettings:
    """The table, and the days after which it deletes an order."""

    aws_region: str
    environment: str
    table_name: str
    order_retention_days: int = 90

    @property
    def retention(self) -> timedelta:
        """How long an order is kept."""
        return timedelta(days=self.order_retention_days)
