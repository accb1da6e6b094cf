"""What a customer asks for, before the menu has put names and prices to it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RequestedItem:
    """A drink by its id, and how many."""

    item_id: str
    quantity: int


@dataclass(frozen=True, slots=True)
class OrderRequest:
    """The items in the order they were given, each once, and a note to the bar."""

    items: tuple[RequestedItem, ...]
    note: str | None = None
