"""The menu: the only source of names and prices."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from orders.domain.errors import ItemsNotOrderableError
from orders.domain.money import Money
from orders.domain.order import OrderLine
from orders.domain.order_request import RequestedItem

MENU_FILE: Final = Path(__file__).with_name("menu.json")


@dataclass(frozen=True, slots=True)
class MenuItem:
    """An item of the menu; one that is sold out is listed but not available."""

    item_id: str
    name: str
    description: str
    unit_price: Money
    available: bool


@dataclass(frozen=True, slots=True)
class Menu:
    """All items, in the order they are shown; one currency for all."""

    currency: str
    items: tuple[MenuItem, ...]

    def find(self, item_id: str) -> MenuItem | None:
        """The item, or None if it is not on the menu."""
        return next((item for item in self.items if item.item_id == item_id), None)

    def price(self, requested: Sequence[RequestedItem]) -> tuple[OrderLine, ...]:
        """The lines of an order at the menu's prices; ItemsNotOrderableError if any item is unavailable."""
        found = [self.find(item.item_id) for item in requested]
        reasons = {index: reason for index, item in enumerate(found) if (reason := _refusal(item))}
        if reasons:
            raise ItemsNotOrderableError(reasons)
        return tuple(_line(item, wanted.quantity) for item, wanted in zip(found, requested, strict=True) if item)

    def total(self, lines: Sequence[OrderLine]) -> Money:
        """The sum of all lines."""
        return sum((line.total for line in lines), start=Money(0, self.currency))


def _refusal(item: MenuItem | None) -> str | None:
    if item is None:
        return "is not on the menu"
    return None if item.available else "is sold out"


def _line(item: MenuItem, quantity: int) -> OrderLine:
    return OrderLine(item.item_id, item.name, quantity, item.unit_price)


def read_menu(file: Path = MENU_FILE) -> Menu:
    """The menu in its data file."""
    document = json.loads(file.read_text(encoding="utf-8"))
    currency = document["currency"]
    items = (MenuItem(**{**item, "unit_price": Money(item["unit_price"], currency)}) for item in document["items"])
    return Menu(currency, tuple(items))
