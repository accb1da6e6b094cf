"""An order: its customer, lines, status and history."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from orders.domain.money import Money


class Status(StrEnum):
    """The status of an order."""

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
    """One item of an order, at its price when it was ordered."""

    item_id: str
    name: str
    quantity: int
    unit_price: Money

    @property
    def total(self) -> Money:
        """The price of the line."""
        return self.unit_price * self.quantity


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """A status, and since when."""

    status: Status
    at: datetime


@dataclass(frozen=True, slots=True)
class Order:
    """An order. Each change adds 1 to `version`.

    The table deletes it after `expires_at`. `correlation_id` is that of the latest request that changed it.
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
        """The number of drinks."""
        return sum(line.quantity for line in self.lines)
