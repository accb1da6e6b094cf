"""An order: what was asked for, by whom, and what became of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from orders.domain.money import Money


class Status(StrEnum):
    """Where an order is in its life."""

    RECEIVED = "RECEIVED"
    CONFIRMED = "CONFIRMED"
    REJECTED = "REJECTED"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True)
class OrderKey:
    """The customer (the token's `sub`) and one of the customer's orders."""

    customer_id: str
    order_id: str


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One drink, at the price it had when it was ordered."""

    item_id: str
    name: str
    quantity: int
    unit_price: Money

    @property
    def total(self) -> Money:
        """What the line costs."""
        return self.unit_price * self.quantity


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """A status, and since when."""

    status: Status
    at: datetime


@dataclass(frozen=True, slots=True)
class Order:
    """Everything known about an order; `version` grows by one with each change.

    After `expires_at` the table forgets it. `correlation_id` is that of the latest request that changed it.
    """

    key: OrderKey
    status: Status
    lines: tuple[OrderLine, ...]
    total: Money
    note: str | None
    created_at: datetime
    updated_at: datetime
    version: int
    history: tuple[HistoryEntry, ...]
    request_hash: str
    expires_at: datetime
    rejection_reason: str | None = None
    correlation_id: str | None = None

    @property
    def drinks(self) -> int:
        """How many drinks the bar has to make."""
        return sum(line.quantity for line in self.lines)
