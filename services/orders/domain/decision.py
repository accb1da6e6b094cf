"""The café's one rule: the bar can make only so many drinks for one order."""

from datetime import datetime
from typing import Final

from orders.domain.lifecycle import Transition
from orders.domain.order import Order, Status

MOST_DRINKS: Final = 50
TOO_MANY_DRINKS: Final = "more than the bar can make"


def decide(order: Order, at: datetime) -> Transition:
    """Confirms the order, or rejects it with a reason."""
    if order.drinks > MOST_DRINKS:
        return Transition(Status.REJECTED, at, TOO_MANY_DRINKS)
    return Transition(Status.CONFIRMED, at)
