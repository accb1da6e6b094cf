"""The page by keyboard alone, on a narrow phone, enlarged, in German, without motion."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from cafe.platform import Platform
from tests.support.browser.guest import Guest
from tests.support.functions import invoked_by
from tests.support.menu import Drink

Look = Callable[[str], None]
IN_GERMAN = "cents => new Intl.NumberFormat('de', {minimumFractionDigits: 2}).format(cents / 100)"


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the focus is on what has this name."""
    for _ in range(60):
        page.keyboard.press("Tab")
        label = "e => e.getAttribute('aria-label') || e.innerText"
        if page.locator(":focus").evaluate(label).startswith(name):
            return
    pytest.fail(f"The Tab key does not reach {name}")


def test_a_phone_and_a_keyboard_are_enough_to_order_twice(guest: Guest, look: Look) -> None:
    page = guest.page
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(reduced_motion="reduce")
    guest.open_page()
    expect(page.get_by_role("list", name="Menu")).to_be_visible()
    tab_to(page, f"Add {guest.drink} to basket")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="View basket: 1 drink")).to_be_in_viewport()
    tab_to(page, "View basket")
    page.keyboard.press("Enter")
    tab_to(page, "Sign in to order")
    page.keyboard.press("Enter")
    guest.enter_password()

    for _ in range(2):
        tab_to(page, "Place order")
        page.keyboard.press("Enter")
        guest.expect_announced("Confirmed")
        tab_to(page, "Order again")
        page.keyboard.press("Enter")
        expect(guest.basket()).to_contain_text(f"1 × {guest.drink}")


def test_an_order_shows_how_it_works(guest: Guest, look: Look) -> None:
    guest.sign_in_with_a_basket()
    order_id = guest.place_order()
    guest.expect_announced("Confirmed")

    guest.page.get_by_text("How this works").click()

    fold = guest.page.get_by_role("group").filter(has_text=invoked_by("queue").name)
    expect(fold).to_contain_text(order_id)
    expect(fold).to_contain_text("Correlation id")
    look("how-this-works")


@pytest.mark.parametrize("width", [320, 640], ids=["narrow", "enlarged to 200 %"])
def test_nothing_is_cut_off_on_a_narrow_screen(guest: Guest, look: Look, width: int) -> None:
    guest.page.set_viewport_size({"width": width, "height": 512})
    guest.open_page()
    guest.add(guest.drink)

    expect(guest.page.get_by_role("link", name="View basket")).to_be_in_viewport()

    look(f"menu-at-{width}")


def test_a_german_browser_gets_a_german_page(browser: Browser, platform: Platform, drinks: tuple[Drink, ...]) -> None:
    page = browser.new_page(locale="de-DE")
    page.goto(platform.site_url)

    page.get_by_role("button", name="hinzufügen").first.click()

    price = page.evaluate(IN_GERMAN, drinks[0].price)
    expect(page.get_by_role("region", name="Korb")).to_contain_text(price)
    assert page.evaluate("document.documentElement.lang") == "de"
    page.close()


def test_the_language_can_be_switched_and_stays(guest: Guest, look: Look) -> None:
    guest.open_page()
    guest.page.get_by_label("Language").select_option("de")
    expect(guest.heading("Was dürfen wir Ihnen machen?")).to_be_visible()
    look("menu-german")

    guest.page.reload()

    expect(guest.heading("Was dürfen wir Ihnen machen?")).to_be_visible()
