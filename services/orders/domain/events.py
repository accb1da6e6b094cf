"""Events of an order, and the ports that publish them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

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


type Publication = OrderReceived | StatusChange
"""A new order goes to the queue, a change of status to the topic."""


class OrderReceivedPublisher(Protocol):
    """Publishes new orders; PublishError if any was refused."""

    def send(self, orders: Iterable[OrderReceived]) -> None:
        """One message for each order."""
        ...


class StatusChangePublisher(Protocol):
    """Publishes changes of status; PublishError if any was refused."""

    def publish(self, changes: Iterable[StatusChange]) -> None:
        """One event for each change."""
        ...
