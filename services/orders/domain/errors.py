"""What can go wrong with an order. Each boundary turns these into its own kind of answer."""

# ruff: noqa: N818  # a name that says what happened needs no suffix


class OrderError(Exception):
    """Base of everything the domain and its adapters raise on purpose."""


class InvalidMoney(OrderError, ValueError):
    """Amounts of two currencies, or below zero, were put together."""


class InvalidCursor(OrderError, ValueError):
    """The cursor was altered, or belongs to another customer."""


class TransitionRefused(OrderError):
    """The state machine knows no such step from the order's present status."""


class ItemsNotOrderable(OrderError):
    """Some lines ask for what is not on the menu, or sold out."""

    def __init__(self, reasons: dict[int, str]) -> None:
        """`reasons` has the index of each refused line and why."""
        super().__init__("some items can't be ordered")
        self.reasons = reasons


class KeyReused(OrderError):
    """The idempotency key has already been used for another request."""


class OrderNotFound(OrderError):
    """The customer has no such order."""


class OrderAlreadyDecided(OrderError):
    """It is too late to cancel."""


class Unreadable(OrderError):
    """A message or a stored item doesn't have the shape it should."""


class StoreUnavailable(OrderError):
    """The table didn't answer, or is too busy; the same request may succeed later."""


class NotTaken(OrderError):
    """The queue or the topic did not take every message."""
