"""The port to wherever orders are kept. Every method is exactly one call."""

from dataclasses import dataclass
from typing import Protocol

from orders.domain.lifecycle import Transition
from orders.domain.order import Order, OrderKey


@dataclass(frozen=True, slots=True)
class Changed:
    """The order after an attempted transition, and whether this attempt made the difference."""

    order: Order
    made: bool


@dataclass(frozen=True, slots=True)
class Position:
    """The last order of a page, as the index sorts them: time of creation, then id."""

    created_at: str
    order_id: str


@dataclass(frozen=True, slots=True)
class Page:
    """Some orders, newest first, and the position to go on from if there are more."""

    orders: tuple[Order, ...]
    next_position: Position | None


class OrderStore(Protocol):
    """Keeps orders; StoreUnavailable when it can't answer now."""

    def add(self, order: Order) -> Order | None:
        """Keeps the order; if its key is taken, nothing happens but the answer: the order that has it."""
        ...

    def find(self, key: OrderKey) -> Order | None:
        """The order as it is now, or None."""
        ...

    def change(self, key: OrderKey, transition: Transition) -> Changed | None:
        """Takes the order a step further if the state machine allows it; None if there is no such order."""
        ...

    def page(self, customer_id: str, limit: int, after: Position | None) -> Page:
        """A customer's orders, newest first, just-placed ones included."""
        ...
