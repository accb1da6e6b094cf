"""A person orders coffee."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from cafe.aws import LocalAws
from tests.support.browser import backend_faults
from tests.support.browser.guest import Guest

Look = Callable[[str], None]


def test_a_guest_orders_and_sees_the_decision_without_reloading(guest: Guest, look: Look) -> None:
    guest.open_page()
    guest.add(guest.drink, 2)
    look("menu")
    guest.sign_in("Sign in to order", within="main")
    order_id = guest.place_order()

    guest.expect_announced("Confirmed")

    look("confirmed")
    guest.page.get_by_role("link", name="Your orders", exact=True).click()
    history = guest.page.get_by_role("list", name="Your orders")
    expect(history.get_by_role("link", name=f"Order {order_id[:6].upper()}")).to_be_visible()
    expect(history).to_contain_text("Confirmed")
    look("history")


def test_too_many_drinks_are_turned_down_with_the_reason_and_can_be_ordered_again(guest: Guest, look: Look) -> None:
    guest.open_page()
    for drink in guest.drinks[:3]:
        guest.add(drink.name, 17)
    guest.sign_in("Sign in to order", within="main")
    guest.place_order()

    guest.expect_announced("Rejected")

    expect(guest.page.get_by_text("more than the bar can make")).to_be_visible()
    look("rejected")
    guest.page.get_by_role("button", name="Order again").click()
    expect(guest.basket()).to_contain_text(f"17 × {guest.drink}")


def test_the_basket_survives_a_reload(guest: Guest) -> None:
    guest.open_page()
    guest.add(guest.drink, 3)

    guest.page.reload()

    expect(guest.basket()).to_contain_text(f"3 × {guest.drink}")


@pytest.mark.local
def test_a_drink_that_is_sold_out_can_not_be_ordered(guest: Guest, aws: LocalAws) -> None:
    with backend_faults.another_menu(aws, backend_faults.without(guest.drinks[0].item_id)):
        guest.open_page()

        heading = guest.page.get_by_role("heading", name=guest.drink, exact=True)
        sold_out = guest.page.get_by_role("listitem").filter(has=heading)
        expect(sold_out).to_contain_text("Sold out")
        expect(sold_out.get_by_role("button")).to_have_count(0)


def test_a_deep_link_to_an_order_survives_sign_in(guest: Guest) -> None:
    guest.sign_in_with_a_basket()
    order_id = guest.place_order()
    guest.sign_out()

    guest.open_page(f"/orders/{order_id}")
    guest.sign_in(within="main")

    expect(guest.heading(f"Order {order_id[:6].upper()}")).to_be_visible()


def test_after_signing_out_no_order_is_shown(guest: Guest, look: Look) -> None:
    guest.open_page()
    guest.sign_in()

    guest.sign_out()

    guest.page.get_by_role("link", name="Your orders", exact=True).click()
    expect(guest.heading("Sign in to see your orders")).to_be_visible()
    look("sign-in-needed")


def test_an_unknown_address_leads_back_to_the_menu(guest: Guest, look: Look) -> None:
    guest.open_page("/teapot")

    expect(guest.heading("There's nothing at this address")).to_be_visible()
    look("unknown-address")
    guest.page.get_by_role("link", name="Go to the menu").click()
    expect(guest.page.get_by_role("list", name="Menu")).to_be_visible()
