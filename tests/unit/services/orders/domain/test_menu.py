"""The menu alone knows what there is and what it costs."""

import pytest

from orders.domain.errors import ItemsNotOrderableError
from orders.domain.money import Money
from orders.domain.order import OrderLine
from orders.domain.order_request import RequestedItem
from tests.support.services.examples import MENU


def test_a_line_gets_its_name_and_price_from_the_menu() -> None:
    lines = MENU.price([RequestedItem("latte", 2)])

    assert lines == (OrderLine("latte", "Latte", 2, Money(380, "EUR")),)


def test_the_total_is_the_sum_of_all_lines() -> None:
    lines = MENU.price([RequestedItem("latte", 2), RequestedItem("espresso", 3)])

    assert MENU.total(lines) == Money(2 * 380 + 3 * 240, "EUR")


def test_each_line_that_can_not_be_ordered_is_named_with_its_reason() -> None:
    with pytest.raises(ItemsNotOrderableError) as refusal:
        MENU.price([RequestedItem("unicorn", 1), RequestedItem("latte", 1), RequestedItem("cold-brew", 1)])

    assert refusal.value.reasons == {0: "is not on the menu", 2: "is sold out"}


def test_every_item_is_on_the_menu_once() -> None:
    ids = [item.item_id for item in MENU.items]

    assert len(ids) == len(set(ids))


def test_something_is_sold_out_so_that_everyone_meets_that_case() -> None:
    assert [item.item_id for item in MENU.items if not item.available] == ["cold-brew"]
