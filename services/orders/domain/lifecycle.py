"""The state machine of an order. The table's conditions are made from it, so it exists once."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from orders.domain.errors import TransitionRefused
from orders.domain.order import HistoryEntry, Order, Status

SUCCESSORS: Final = {
    Status.RECEIVED: frozenset({Status.CONFIRMED, Status.REJECTED, Status.CANCELLED}),
    Status.CONFIRMED: frozenset[Status](),
    Status.REJECTED: frozenset[Status](),
    Status.CANCELLED: frozenset[Status](),
}


@dataclass(frozen=True, slots=True)
class Transition:
    """A step to another status; only a rejection has a reason, only a request of its own a correlation id."""

    status: Status
    at: datetime
    rejection_reason: str | None = None
    correlation_id: str | None = None


def predecessors(status: Status) -> frozenset[Status]:
    """The statuses from which an order may come to this one."""
    return frozenset(source for source, successors in SUCCESSORS.items() if status in successors)


def apply(order: Order, transition: Transition) -> Order:
    """The order after the transition; TransitionRefused if its present status doesn't allow it."""
    if transition.status not in SUCCESSORS[order.status]:
        raise TransitionRefused(f"{order.status} can't become {transition.status}")
    return replace(
        order,
        status=transition.status,
        updated_at=transition.at,
        version=order.version + 1,
        history=(*order.history, HistoryEntry(transition.status, transition.at)),
        rejection_reason=transition.rejection_reason,
        correlation_id=transition.correlation_id or order.correlation_id,
    )
