"""The page without a menu, without the network, without a session."""

import re
from collections.abc import Callable
from dataclasses import replace

from playwright.sync_api import Page, Route, expect

from cafe.aws import LocalAws
from cafe.platform import Platform
from tests.support.browser import backend_faults
from tests.support.browser.guest import Guest, forget
from tests.support.e2e.switches import throttled

Look = Callable[[str], None]


def test_the_menu_shows_placeholders_while_it_loads(guest: Guest, look: Look) -> None:
    held: list[Route] = []
    guest.page.route("**/api/menu", lambda route: held.append(route))
    guest.open_page()
    expect(guest.page.get_by_text("The menu is on its way…")).to_be_attached()
    look("menu-loading")

    for request in held:
        request.continue_()

    expect(guest.page.get_by_role("list", name="Menu")).to_be_visible()


def test_an_empty_menu_shows_that_it_is_empty(guest: Guest, aws: LocalAws, look: Look) -> None:
    with backend_faults.another_menu(aws, backend_faults.empty):
        guest.open_page()
        expect(guest.page.get_by_text("The menu is empty right now")).to_be_visible()
        look("menu-empty")


def test_an_unreachable_api_shows_an_error_and_can_be_asked_again(
    guest: Guest, aws: LocalAws, complaints: list[str], look: Look
) -> None:
    with backend_faults.another_menu(aws, backend_faults.broken):
        guest.open_page()
        expect(guest.page.get_by_role("heading", name="We can't reach the café")).to_be_visible()
        look("unreachable")

    guest.page.get_by_role("button", name="Try again").click()

    expect(guest.page.get_by_role("list", name="Menu")).to_be_visible()
    forget(complaints, "status of 50")


def test_a_drink_that_sells_out_in_the_basket_is_named(
    guest: Guest, aws: LocalAws, complaints: list[str], look: Look
) -> None:
    guest.sign_in_with_a_basket()
    with backend_faults.another_menu(aws, backend_faults.without(guest.drinks[0].item_id)):
        guest.place_button().click()
        expect(guest.basket().get_by_role("alert")).to_contain_text(f"{guest.drink} is sold out.")
        expect(guest.basket()).to_contain_text("Remove what is sold out")
        look("sold-out-in-basket")
    forget(complaints, "status of 422")


def test_the_page_waits_as_long_as_a_429_says(
    guest: Guest, aws: LocalAws, platform: Platform, complaints: list[str], look: Look
) -> None:
    guest.sign_in_with_a_basket()
    with throttled(aws, platform, rate=0):
        guest.place_button().click()
        expect(guest.page.get_by_text("The café is very busy right now")).to_be_visible()
        look("busy")
    expect(guest.place_button()).to_be_enabled()
    guest.place_order()
    forget(complaints, "status of 429")


def test_the_basket_stays_and_nothing_is_ordered_while_offline(guest: Guest, look: Look) -> None:
    guest.sign_in_with_a_basket(2)

    guest.page.context.set_offline(True)
    expect(guest.page.get_by_text("You're offline. Your basket is safe")).to_be_visible()
    expect(guest.basket().get_by_role("button", name="You're offline")).to_have_attribute("aria-disabled", "true")
    guest.add(guest.other_drink)
    look("offline")
    guest.page.context.set_offline(False)

    expect(guest.basket()).to_contain_text(f"1 × {guest.other_drink}")
    guest.place_order()
    guest.expect_announced("Confirmed")


def test_a_session_that_ends_while_ordering_loses_nothing(
    guest: Guest, aws: LocalAws, platform: Platform, complaints: list[str], look: Look
) -> None:
    guest.page.clock.install()
    guest.sign_in_with_a_basket()
    guest.page.get_by_label("Note for the bar").fill("oat milk")
    aws.cognito.admin_user_global_sign_out(UserPoolId=platform.user_pool_id, Username=guest.customer.email)
    guest.page.clock.fast_forward("14:45")

    guest.place_button().click()
    expect(guest.page.get_by_text("You were signed out to keep your account safe")).to_be_visible()
    look("session-expired")
    guest.sign_in("Sign in to order", within="main")

    expect(guest.basket()).to_contain_text(f"1 × {guest.drink}")
    expect(guest.page.get_by_label("Note for the bar")).to_have_value("oat milk")
    guest.place_order()
    forget(complaints, "status of 40")


def test_an_expiring_token_is_renewed_silently(guest: Guest) -> None:
    guest.page.clock.install()
    guest.sign_in_with_a_basket()

    guest.page.clock.fast_forward("14:45")
    guest.place_order()

    guest.expect_announced("Received")


def test_an_order_that_does_not_exist_is_not_found(guest: Guest, complaints: list[str], look: Look) -> None:
    guest.open_page("/orders/abcdefghijklmnopqrstuvwxyz")
    guest.sign_in(within="main")
    expect(guest.heading("We can't find this order")).to_be_visible()
    look("order-not-found")
    forget(complaints, "status of 404")


def test_an_empty_history_links_the_menu(guest: Guest, look: Look) -> None:
    guest.open_page("/orders")
    guest.sign_in(within="main")
    expect(guest.page.get_by_text("You haven't ordered yet")).to_be_visible()
    look("history-empty")


def test_without_its_configuration_the_page_shows_the_menu_and_why_signing_in_is_off(
    guest: Guest, aws: LocalAws, platform: Platform, complaints: list[str], look: Look
) -> None:
    with backend_faults.without_configuration(aws, platform):
        guest.open_page()
        guest.page.get_by_role("navigation").get_by_role("button", name="Sign in", exact=True).click()
        expect(guest.page.get_by_role("alert")).to_contain_text("Signing in isn't possible right now")
        expect(guest.page.get_by_role("list", name="Menu")).to_be_visible()
        look("no-configuration")
    forget(complaints, "status of 40")


def test_an_error_of_the_identity_provider_is_explained(guest: Guest, look: Look) -> None:
    guest.open_page()
    guest.add(guest.drink)
    guest.page.get_by_role("navigation").get_by_role("button", name="Sign in", exact=True).click()
    guest.page.wait_for_url("**/oauth2/authorize**")
    state = re.search(r"state=([\w-]+)", guest.page.url)
    assert state is not None

    guest.open_page(f"/callback?error=access_denied&error_description=cancelled&state={state[1]}")

    expect(guest.heading("Signing in didn't work")).to_be_visible()
    expect(guest.page.get_by_role("main")).to_contain_text("You stopped before signing in was complete.")
    look("sign-in-failed")


def test_a_callback_without_its_request_does_not_sign_in(guest: Guest) -> None:
    guest.open_page("/callback?code=stolen&state=forged")

    expect(guest.page.get_by_role("main")).to_contain_text("This tab didn't ask to sign in.")


def test_signing_out_ends_the_session_of_every_tab(guest: Guest) -> None:
    guest.open_page()
    guest.sign_in()
    other = guest.page.context.new_page()
    other_guest = replace(guest, page=other)
    other_guest.open_page()
    other_guest.sign_in()

    other_guest.sign_out()

    expect(guest.page.get_by_role("button", name="Sign in", exact=True)).to_be_visible()


def test_after_a_reload_an_order_is_there_again_after_signing_in(guest: Guest) -> None:
    guest.sign_in_with_a_basket()
    order_id = guest.place_order()

    guest.page.reload()  # the tokens are gone: the page goes to the hosted one by itself
    guest.enter_password()

    expect(guest.heading(f"Order {order_id[:6].upper()}")).to_be_visible()


def test_the_page_sends_requests_to_its_own_platform_alone(guest: Guest, page: Page, platform: Platform) -> None:
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(re.sub(r"(://[^/]+).*", r"\1", request.url)))
    guest.open_page()
    guest.sign_in()

    expect(page.get_by_role("list", name="Menu")).to_be_visible()

    assert asked <= {platform.site_url, platform.hosted_ui_url}
