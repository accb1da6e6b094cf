"""A person orders coffee."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.support.browser.guest import Guest

Look = Callable[[str], None]


def test_a_guest_orders_and_sees_the_decision_without_reloading(guest: Guest, look: Look) -> None:
    guest.open_page()
    guest.add("Latte", 2)
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
    for drink in ("Latte", "Espresso", "Americano"):
        guest.add(drink, 17)
    guest.sign_in("Sign in to order", within="main")
    guest.place_order()

    guest.expect_announced("Rejected")

    expect(guest.page.get_by_text("more than the bar can make")).to_be_visible()
    look("rejected")
    guest.page.get_by_role("button", name="Order again").click()
    expect(guest.basket()).to_contain_text("17 × Latte")


def test_the_basket_survives_a_reload(guest: Guest) -> None:
    guest.open_page()
    guest.add("Espresso", 3)

    guest.page.reload()

    expect(guest.basket()).to_contain_text("3 × Espresso")


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
