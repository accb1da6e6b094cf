"""The state machine of an order. The table's conditions are made from it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from orders.domain.order import Status

SUCCESSORS: Final = {
    Status.RECEIVED: frozenset({Status.CONFIRMED, Status.REJECTED, Status.CANCELLED}),
    Status.CONFIRMED: frozenset[Status](),
    Status.REJECTED: frozenset[Status](),
    Status.CANCELLED: frozenset[Status](),
}


@dataclass(frozen=True, slots=True)
class Transition:
    """A change to another status. A rejection has a reason; a customer's request has a correlation id."""

    status: Status
    at: datetime
    rejection_reason: str | None = None
    correlation_id: str | None = None


def predecessors(status: Status) -> frozenset[Status]:
    """The statuses from which an order may change to this one."""
    return frozenset(source for source, successors in SUCCESSORS.items() if status in successors)
