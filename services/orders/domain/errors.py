"""Errors of the domain and its adapters. Each boundary turns them into its own kind of response."""


class OrderError(Exception):
    """Base of all errors that the domain and its adapters raise on purpose."""


class InvalidMoneyError(OrderError, ValueError):
    """An amount is below zero, or two currencies were added."""


class InvalidCursorError(OrderError, ValueError):
    """The cursor was altered, or belongs to another customer."""


class ItemsNotOrderableError(OrderError):
    """Some items are sold out or not on the menu."""

    def __init__(self, reasons: dict[int, str]) -> None:
        """`reasons` has the reason for each refused item, by its index."""
        super().__init__("some items can't be ordered")
        self.reasons = reasons


class KeyReusedError(OrderError):
    """The idempotency key was used before for another request."""


class OrderNotFoundError(OrderError):
    """The customer has no such order."""


class OrderAlreadyDecidedError(OrderError):
    """The order is decided and can't be cancelled."""


class UnreadableError(OrderError):
    """A message or a stored item has the wrong shape."""


class StoreUnavailableError(OrderError):
    """The table is busy or doesn't answer; the same request may succeed later."""


class PublishError(OrderError):
    """A queue or a topic refused some of the messages."""
