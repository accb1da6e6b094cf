"""A request for an order, without names and prices."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RequestedItem:
    """An item of the menu, and its quantity."""

    item_id: str
    quantity: int


@dataclass(frozen=True, slots=True)
class OrderRequest:
    """The items in the request's order, each once, and a note for the bar."""

    items: tuple[RequestedItem, ...]
    note: str | None = None
