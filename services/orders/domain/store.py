"""The port to the storage of orders. Each method makes exactly one call."""

from dataclasses import dataclass
from typing import Protocol

from orders.domain.lifecycle import Transition
from orders.domain.order import Order, OrderKey


@dataclass(frozen=True, slots=True)
class Changed:
    """The order after an attempted transition, and whether this attempt applied it."""

    order: Order
    applied: bool


@dataclass(frozen=True, slots=True)
class Position:
    """A place in the index, which sorts by time of creation, then by id."""

    created_at: str
    order_id: str


@dataclass(frozen=True, slots=True)
class Page:
    """Orders, newest first, and the position of the last one if more follow."""

    orders: tuple[Order, ...]
    next_position: Position | None


class OrderStore(Protocol):
    """Stores orders; raises StoreUnavailableError while it doesn't answer."""

    def add(self, order: Order) -> Order | None:
        """Stores the order and returns None; if the key exists, only returns the order that has it."""
        ...

    def find(self, key: OrderKey) -> Order | None:
        """The current order, or None."""
        ...

    def change(self, key: OrderKey, transition: Transition) -> Changed | None:
        """Applies the transition if the state machine allows it; None if there is no such order."""
        ...

    def page(self, customer_id: str, limit: int, after: Position | None) -> Page:
        """A customer's orders, newest first, read consistently."""
        ...
