"""What happened to an order, for whoever is waiting for it."""

from dataclasses import dataclass

from orders.domain.order import Order, OrderKey, Status


@dataclass(frozen=True, slots=True)
class OrderReceived:
    """An order that waits for its decision, and the request that placed it."""

    key: OrderKey
    correlation_id: str | None = None


@dataclass(frozen=True, slots=True)
class StatusChange:
    """An order after a transition, and the status it came from."""

    order: Order
    previous_status: Status
