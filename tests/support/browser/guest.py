"""What a person does on the page, in the page's own words."""

import re
from dataclasses import dataclass
from typing import Literal

import requests
from playwright.sync_api import Locator, Page, Route, expect

from cafe.platform import Customer, Platform
from tests.support.menu import Drink

MILLISECONDS_TO_DECIDE = 30_000

AriaRole = Literal["navigation", "main"]


def forget(complaints: list[str], *expected: str) -> None:
    """The browser's own lines about answers that the test asked for."""
    complaints[:] = [text for text in complaints if not any(part in text for part in expected)]


@dataclass(frozen=True)
class Guest:
    """A customer in front of the page."""

    page: Page
    platform: Platform
    customer: Customer
    drinks: tuple[Drink, ...]

    def open_page(self, path: str = "/") -> None:
        self.page.goto(self.platform.site_url + path)

    @property
    def drink(self) -> str:
        """The name of the first drink that can be ordered."""
        return self.drinks[0].name

    @property
    def other_drink(self) -> str:
        return self.drinks[1].name

    def add(self, drink: str, times: int = 1) -> None:
        for _ in range(times):
            self.page.get_by_role("button", name=f"Add {drink} to basket", exact=True).click()

    def sign_in_with_a_basket(self, times: int = 1) -> None:
        """Open the page, add the first drink, and sign in to order it."""
        self.open_page()
        self.add(self.drink, times)
        self.sign_in("Sign in to order", within="main")

    def sign_in(self, button: str = "Sign in", within: AriaRole = "navigation") -> None:
        """Sign in on the hosted page, from the button that leads there."""
        self.page.get_by_role(within).get_by_role("button", name=button, exact=True).click()
        self.enter_password()

    def enter_password(self) -> None:
        """On the hosted page, which sends the guest back."""
        self.page.locator("input[name=username]").fill(self.customer.email)
        self.page.locator("input[name=password]").fill(self.customer.password)
        self.page.locator("button[type=submit], input[type=submit]").first.click()
        expect(self.page.get_by_role("button", name="Sign out")).to_be_visible()

    def sign_out(self) -> None:
        navigation = self.page.get_by_role("navigation")
        navigation.get_by_role("button", name="Sign out").click()
        expect(navigation.get_by_role("button", name="Sign in", exact=True)).to_be_visible()

    def place_order(self) -> str:
        """Place the order, and give its id, as the address of its page has it."""
        self.page.get_by_role("button", name="Place order", exact=True).click()
        expect(self.heading(re.compile(r"^Order "))).to_be_focused()
        return self.page.url.rsplit("/", 1)[1]

    def basket(self) -> Locator:
        return self.page.get_by_role("region", name="Basket")

    def place_button(self) -> Locator:
        return self.basket().get_by_role("button", name="Place order", exact=True)

    def lose_answer(self, route: Route) -> str:
        """Send a request on to the café, for real, and lose its answer on the way back."""
        request = route.request
        path = request.url.removeprefix(f"{self.platform.site_url}/api")
        answer = requests.request(
            request.method, self.platform.api_url + path, headers=request.headers, data=request.post_data, timeout=30
        )
        route.abort()
        return answer.text

    def heading(self, name: str | re.Pattern[str]) -> Locator:
        return self.page.get_by_role("heading", level=1, name=name)

    def expect_announced(self, text: str) -> None:
        """What a screen reader says, which is also what the page shows."""
        expect(self.page.get_by_role("status")).to_contain_text(text, timeout=MILLISECONDS_TO_DECIDE)
