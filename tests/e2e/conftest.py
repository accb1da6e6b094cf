"""Customers who talk to the API over HTTP, as any client does."""

import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import requests

from cafe.aws import LocalAws
from cafe.operate.customer.sign_in import sign_in, subject
from cafe.platform import Customer, Platform

TIMEOUT_SECONDS = 120
"""API Gateway answers within 29 s; the local one waits until it has started a process for each of 50 requests."""
SECONDS_TO_DECIDE = 30
POLL_SECONDS = 0.05


@dataclass(frozen=True)
class Guest:
    """A signed-in customer."""

    api_url: str
    token: str

    @property
    def customer_id(self) -> str:
        return subject(self.token)

    def send(self, method: str, path: str, **options: Any) -> requests.Response:
        headers = {"Authorization": f"Bearer {self.token}"} | options.pop("headers", {})
        url = self.api_url + path
        return requests.request(method, url, headers=headers, timeout=TIMEOUT_SECONDS, **options)

    def place(self, *lines: tuple[str, int], key: str | None = None, note: str | None = None) -> requests.Response:
        body: dict[str, object] = {"items": [{"item_id": item, "quantity": quantity} for item, quantity in lines]}
        if note is not None:
            body["note"] = note
        return self.send("POST", "/orders", json=body, headers={"Idempotency-Key": key or str(uuid.uuid4())})

    def read(self, order_id: str) -> dict[str, Any]:
        answer = self.send("GET", f"/orders/{order_id}")
        assert answer.status_code == 200, answer.text
        order: dict[str, Any] = answer.json()
        return order

    def history(self) -> list[dict[str, Any]]:
        orders: list[dict[str, Any]] = self.send("GET", "/orders?limit=50").json()["orders"]
        return orders

    def wait_for_decision(self, order_id: str) -> dict[str, Any]:
        deadline = time.monotonic() + SECONDS_TO_DECIDE
        while (order := self.read(order_id))["status"] == "RECEIVED":
            assert time.monotonic() < deadline, f"{order_id} is still RECEIVED after {SECONDS_TO_DECIDE} s"
            time.sleep(POLL_SECONDS)
        return order


@pytest.fixture
def flooded_inbox(aws: LocalAws, platform: Platform) -> Iterator[None]:
    """For tests that place orders by the hundred: nobody reads of them, and who looks for one would search long."""
    yield
    aws.sqs.purge_queue(QueueUrl=platform.inbox_url)


@pytest.fixture
def guest(platform: Platform, new_customer: Callable[[], Customer]) -> Guest:
    return Guest(platform.api_url, sign_in(platform, new_customer()).access_token)


@pytest.fixture
def other_guest(platform: Platform, new_customer: Callable[[], Customer]) -> Guest:
    return Guest(platform.api_url, sign_in(platform, new_customer()).access_token)
