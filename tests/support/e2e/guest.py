"""A signed-in customer who calls the API over HTTP, as any client does."""

import uuid
from dataclasses import dataclass
from typing import Any

import requests

from cafe.operate.customer.sign_in import sign_in
from cafe.platform import Customer, Platform
from cafe.waiting import wait_until
from tests.support.e2e.tokens import subject

TIMEOUT_SECONDS = 120
"""API Gateway answers within 29 s; the local one waits until it has started a process for each of 50 requests."""
SECONDS_TO_DECIDE = 30
POLL_SECONDS = 0.05


@dataclass(frozen=True)
class Guest:
    """A customer with an access token; `drinks` are the ids of those that can be ordered, in the menu's order."""

    api_url: str
    token: str
    drinks: tuple[str, ...]

    @property
    def customer_id(self) -> str:
        return subject(self.token)

    def send(self, method: str, path: str, **options: Any) -> requests.Response:
        headers = {"Authorization": f"Bearer {self.token}"} | options.pop("headers", {})
        seconds = options.pop("timeout", TIMEOUT_SECONDS)
        return requests.request(method, self.api_url + path, headers=headers, timeout=seconds, **options)

    def body(self, *quantities: int) -> dict[str, Any]:
        """An order of so many of the first drink, of the second, and so on."""
        lines = zip(self.drinks, quantities or (1,), strict=False)
        return {"items": [{"item_id": drink, "quantity": quantity} for drink, quantity in lines]}

    def place(self, *quantities: int, key: str | None = None, note: str | None = None) -> requests.Response:
        """Orders one of the first drink, or the quantities given."""
        body = self.body(*quantities) | ({} if note is None else {"note": note})
        return self.send("POST", "/orders", json=body, headers={"Idempotency-Key": key or str(uuid.uuid4())})

    def place_one(self) -> str:
        """The id of a new order."""
        answer = self.place()
        assert answer.status_code == 202, answer.text
        order_id: str = answer.json()["order_id"]
        return order_id

    def read(self, order_id: str) -> dict[str, Any]:
        answer = self.send("GET", f"/orders/{order_id}")
        assert answer.status_code == 200, answer.text
        order: dict[str, Any] = answer.json()
        return order

    def history(self) -> list[dict[str, Any]]:
        orders: list[dict[str, Any]] = self.send("GET", "/orders?limit=50").json()["orders"]
        return orders

    def wait_for_decision(self, order_id: str) -> dict[str, Any]:
        return wait_until(
            lambda: self.read(order_id),
            until=lambda order: order["status"] != "RECEIVED",
            seconds=SECONDS_TO_DECIDE,
            problem=f"{order_id} is still RECEIVED after {SECONDS_TO_DECIDE} s",
            every=POLL_SECONDS,
        )


def signed_in(platform: Platform, customer: Customer, drinks: tuple[str, ...]) -> Guest:
    return Guest(platform.api_url, sign_in(platform, customer).access_token, drinks)
