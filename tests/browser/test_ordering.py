"""A person orders coffee."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .guest import Guest

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}


def test_a_guest_orders_and_sees_the_decision_without_reloading(
    guest: Guest, screenshots: Callable[[Page, str], None]
) -> None:
    guest.open_page()
    guest.add("Latte", 2)
    screenshots(guest.page, "menu")
    guest.sign_in("Sign in to order", within="main")
    order_id = guest.place_order()

    guest.expect_announced("Confirmed")

    screenshots(guest.page, "confirmed")
    guest.page.get_by_role("link", name="Your orders", exact=True).click()
    history = guest.page.get_by_role("list", name="Your orders")
    expect(history.get_by_role("link", name=f"Order {order_id[:6].upper()}")).to_be_visible()
    expect(history).to_contain_text("Confirmed")


def test_too_many_drinks_are_turned_down_with_the_reason(guest: Guest) -> None:
    guest.open_page()
    for drink in ("Latte", "Espresso", "Americano"):
        guest.add(drink, 17)
    guest.sign_in("Sign in to order", within="main")
    guest.place_order()

    guest.expect_announced("Rejected")

    expect(guest.page.get_by_text("more than the bar can make")).to_be_visible()


def test_the_basket_survives_a_reload(guest: Guest) -> None:
    guest.open_page()
    guest.add("Espresso", 3)

    guest.page.reload()

    expect(guest.page.get_by_role("region", name="Basket")).to_contain_text("3 × Espresso")


def test_what_is_sold_out_can_not_be_ordered(guest: Guest) -> None:
    guest.open_page()

    cold_brew = guest.page.get_by_role("listitem").filter(has=guest.page.get_by_role("heading", name="Cold brew"))
    expect(cold_brew).to_contain_text("Sold out")
    expect(cold_brew.get_by_role("button")).to_have_count(0)


def test_a_deep_link_to_an_order_survives_sign_in(guest: Guest) -> None:
    guest.open_page()
    guest.add("Espresso")
    guest.sign_in("Sign in to order", within="main")
    order_id = guest.place_order()
    guest.sign_out()

    guest.open_page(f"/orders/{order_id}")
    guest.sign_in(within="main")

    expect(guest.heading(f"Order {order_id[:6].upper()}")).to_be_visible()


def test_after_signing_out_no_order_is_shown(guest: Guest) -> None:
    guest.open_page()
    guest.sign_in()

    guest.sign_out()

    guest.page.get_by_role("link", name="Your orders", exact=True).click()
    expect(guest.heading("Sign in to see your orders")).to_be_visible()


def test_an_unknown_address_leads_back_to_the_menu(guest: Guest) -> None:
    guest.open_page("/teapot")

    expect(guest.heading("There's nothing at this address")).to_be_visible()
    guest.page.get_by_role("link", name="Go to the menu").click()
    expect(guest.page.get_by_role("list", name="Menu")).to_be_visible()


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_menu_fits_phone_and_desktop_in_light_and_dark(
    guest: Guest, screenshots: Callable[[Page, str], None], viewport: dict[str, int], scheme: str
) -> None:
    guest.page.set_viewport_size({"width": viewport["width"], "height": viewport["height"]})
    guest.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    guest.open_page()
    expect(guest.page.get_by_role("list", name="Menu")).to_be_visible()

    overflow = guest.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")

    screenshots(guest.page, f"menu-{viewport['width']}-{scheme}")
    assert overflow <= 0
