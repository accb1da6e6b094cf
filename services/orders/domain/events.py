"""Events of an order that are published."""

from dataclasses import dataclass

from orders.domain.order import Order, OrderKey, Status


@dataclass(frozen=True, slots=True)
class OrderReceived:
    """A new order, and the request that placed it."""

    key: OrderKey
    correlation_id: str | None = None


@dataclass(frozen=True, slots=True)
class StatusChange:
    """An order after a transition, and its status before."""

    order: Order
    previous_status: Status
