"""What the API is told by its environment."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class OrderApiSettings:
    """The table, and for how many days an order stays in it."""

    aws_region: str
    environment: str
    table_name: str
    order_retention_days: int = 90

    @property
    def retention(self) -> timedelta:
        """How long an order is kept."""
        return timedelta(days=self.order_retention_days)
