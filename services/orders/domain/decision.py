"""The rule that decides an order: its number of drinks."""

from datetime import datetime
from typing import Final

from orders.domain.lifecycle import Transition
from orders.domain.order import Order, Status

MOST_DRINKS: Final = 50
TOO_MANY_DRINKS: Final = "more than the bar can make"


def decide(order: Order, at: datetime) -> Transition:
    """A transition to CONFIRMED, or to REJECTED with a reason."""
    if order.drinks > MOST_DRINKS:
        return Transition(Status.REJECTED, at, TOO_MANY_DRINKS)
    return Transition(Status.CONFIRMED, at)
