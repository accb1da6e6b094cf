"""The menu has the names and prices."""

import json

import pytest

from orders.domain.errors import ItemsNotOrderableError
from orders.domain.menu import MENU_FILE, read_menu
from orders.domain.money import Money
from orders.domain.order import OrderLine
from orders.domain.order_request import RequestedItem
from tests.support.services.contract import assert_matches
from tests.support.services.examples import DRINK, MENU, OTHER_DRINK, SOLD_OUT


def test_a_line_gets_its_name_and_price_from_the_menu() -> None:
    lines = MENU.price([RequestedItem(DRINK.item_id, 2)])

    assert lines == (OrderLine(DRINK.item_id, DRINK.name, 2, DRINK.unit_price),)


def test_the_total_is_the_sum_of_all_lines() -> None:
    lines = MENU.price([RequestedItem(DRINK.item_id, 2), RequestedItem(OTHER_DRINK.item_id, 3)])

    assert MENU.total(lines) == Money(2 * 100 + 3 * 200, MENU.currency)


def test_each_line_that_can_not_be_ordered_is_named_with_its_reason() -> None:
    with pytest.raises(ItemsNotOrderableError) as refusal:
        MENU.price([RequestedItem(name, 1) for name in ("unicorn", DRINK.item_id, SOLD_OUT.item_id)])

    assert refusal.value.reasons == {0: "is not on the menu", 2: "is sold out"}


def test_the_menu_file_has_each_item_once_and_something_to_order() -> None:
    menu = read_menu()
    ids = [item.item_id for item in menu.items]

    assert len(set(ids)) == len(ids)
    assert any(item.available for item in menu.items)


def test_the_menu_file_keeps_to_its_schema() -> None:
    assert_matches(json.loads(MENU_FILE.read_text()), "menu")
