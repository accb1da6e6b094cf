"""The page while an order is not decided, is cancelled, or its answer is lost."""

from collections.abc import Callable

from playwright.sync_api import Route, expect

from cafe.aws import LocalAws
from cafe.operate.customer.order_client import CafeApi
from cafe.operate.customer.sign_in import sign_in
from cafe.platform import Platform
from tests.support.browser.guest import Guest, forget
from tests.support.e2e.switches import processor_off

Look = Callable[[str], None]


def test_a_slow_order_shows_that_it_takes_longer_and_can_be_cancelled(guest: Guest, aws: LocalAws, look: Look) -> None:
    guest.page.clock.install()
    guest.sign_in_with_a_basket()
    with processor_off(aws):
        guest.place_order()
        look("received")
        guest.page.clock.fast_forward("00:11")
        expect(guest.page.get_by_text("taking longer than usual")).to_be_visible()
        look("taking-longer")

        guest.page.get_by_role("button", name="Cancel order").click()
        guest.expect_announced("Cancelled")

    expect(guest.page.get_by_text("Nothing will be made")).to_be_visible()
    look("cancelled")


def test_a_late_cancellation_shows_the_decision(
    guest: Guest, aws: LocalAws, platform: Platform, complaints: list[str], look: Look
) -> None:
    guest.sign_in_with_a_basket()
    with processor_off(aws):
        order_id = guest.place_order()
        stop = guest.page.get_by_role("button", name="Cancel order")
        guest.page.route("**/api/orders/*", lambda route: route.abort())  # the page does not hear of the decision
        expect(guest.page.get_by_text("We keep trying")).to_be_visible()
        look("café-silent")
    CafeApi(platform.api_url, sign_in(platform, guest.customer).access_token).wait_until_decided(order_id)

    stop.click()

    expect(guest.page.get_by_text("Too late to cancel")).to_be_visible()
    guest.page.unroute("**/api/orders/*")
    guest.expect_announced("Confirmed")
    look("too-late")
    forget(complaints, "ERR_FAILED", "status of 409")


def test_a_lost_answer_does_not_create_two_orders(guest: Guest, complaints: list[str], look: Look) -> None:
    lost: list[str] = []

    def lose_the_first(route: Route) -> None:
        if lost:
            route.continue_()
            return
        lost.append(guest.lose_answer(route))

    guest.sign_in_with_a_basket()
    guest.page.route("**/api/orders", lose_the_first)
    guest.place_button().click()
    expect(guest.page.get_by_text("it will not become two orders")).to_be_visible()
    look("answer-lost")

    order_id = guest.place_order()

    assert order_id in lost[0]
    forget(complaints, "ERR_FAILED")


def test_a_basket_changed_after_a_lost_answer_is_refused_as_another_order(
    guest: Guest, complaints: list[str], look: Look
) -> None:
    guest.sign_in_with_a_basket()
    guest.page.route("**/api/orders", lambda route: guest.lose_answer(route))
    guest.place_button().click()
    expect(guest.page.get_by_text("it will not become two orders")).to_be_visible()
    guest.page.unroute("**/api/orders")
    guest.add(guest.other_drink)

    guest.place_button().click()

    expect(guest.page.get_by_text("An earlier version of this basket has already reached us")).to_be_visible()
    look("earlier-version-reached-us")
    forget(complaints, "ERR_FAILED", "status of 422")


def test_a_button_clicked_twice_places_one_order(guest: Guest, look: Look) -> None:
    held: list[Route] = []
    guest.sign_in_with_a_basket()
    guest.page.route("**/api/orders", lambda route: held.append(route))
    guest.place_button().click()
    placing = guest.basket().get_by_role("button", name="Placing order…")
    expect(placing).to_have_attribute("aria-disabled", "true")
    look("placing")

    placing.click(force=True)
    held[0].continue_()

    guest.expect_announced("Confirmed")
    assert len(held) == 1
