"""Checks that a platform takes orders: one order from the menu to the decision, nothing tried twice."""

import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import requests

from cafe.errors import CafeError
from cafe.operate.customer.order_client import first_available
from cafe.operate.customer.sign_in import sign_in
from cafe.platform import Customer, Platform
from cafe.terminal import console
from cafe.waiting import wait_until

TIMEOUT_SECONDS = 29
"""API Gateway waits no longer for a function ("Quotas for REST APIs")."""
SECONDS_TO_DECIDE = 30


@dataclass(frozen=True)
class Check:
    """A condition; `run` raises CafeError when it does not hold, and returns a detail when it does."""

    title: str
    look_at: str
    run: Callable[[], str]


class Smoke:
    """The checks, in the order in which a guest meets what they check."""

    def __init__(self, platform: Platform, customer: Customer) -> None:
        self._platform = platform
        self._customer = customer
        self._token = ""
        self._key = str(uuid.uuid4())
        self._item = ""
        self._order: dict[str, Any] = {}

    @property
    def checks(self) -> tuple[Check, ...]:
        return (
            Check("the page is served, with its security headers", "the unit website: bucket, CDN", self._page),
            Check("config.json names this environment's client", "what the last deploy published", self._settings),
            Check("the menu has drinks", "cafe logs", self._menu),
            Check("without a token there are no orders", "the API's authorizer, in order_service", self._no_token),
            Check("a customer signs in on the hosted page", "the unit identity; the client in website", self._sign_in),
            Check("an order is accepted", "cafe logs", self._place),
            Check(f"it is decided within {SECONDS_TO_DECIDE} s", "cafe queues; the runbook stuck-orders", self._decide),
            Check("the same key again is the same order", "the table orders; cafe logs", self._replay),
        )

    def run(self) -> None:
        """Raises CafeError at the first check that fails."""
        for check in self.checks:
            started = time.monotonic()
            try:
                detail = check.run()
            except (CafeError, requests.RequestException, KeyError, ValueError) as failure:
                raise CafeError(f"Not so: {check.title}. {_reason(failure)}", f"Look at {check.look_at}.") from None
            console.print(f"✓ {check.title}: {detail}, {time.monotonic() - started:.1f} s", markup=False)

    def _page(self) -> str:
        answer = _expect(visit(self._platform, "/"), 200)
        policy = answer.headers.get("Content-Security-Policy", "")
        _require(answer.headers.get("Content-Type", "").startswith("text/html"), "It is no HTML.")
        _require(policy.startswith("default-src 'none'"), f"Its Content-Security-Policy is {policy or 'missing'}.")
        _require(answer.headers.get("X-Content-Type-Options") == "nosniff", "X-Content-Type-Options is missing.")
        return f"{len(answer.content)} bytes"

    def _settings(self) -> str:
        answer = _expect(visit(self._platform, "/config.json"), 200)
        client = answer.json()["client_id"]
        _require(client == self._platform.client_id, f"It names {client} rather than {self._platform.client_id}.")
        _require(answer.headers.get("Cache-Control") == "no-cache", "It may be cached.")
        return str(client)

    def _menu(self) -> str:
        answer = _expect(visit(self._platform, "/api/menu"), 200)
        self._item = first_available(answer.json())
        return f"{len(answer.json()['items'])} drinks"

    def _no_token(self) -> str:
        answer = _expect(requests.get(f"{self._platform.api_url}/orders", timeout=TIMEOUT_SECONDS), 401)
        content_type = answer.headers.get("Content-Type", "")
        _require(content_type.startswith("application/problem+json"), f"The refusal is {content_type}.")
        return "401"

    def _sign_in(self) -> str:
        self._token = sign_in(self._platform, self._customer).access_token
        return self._customer.email

    def _place(self) -> str:
        self._order = _expect(self._send_order(), 202).json()
        _require(self._order["status"] == "RECEIVED", f"It is {self._order['status']} at once.")
        return str(self._order["order_id"])

    def _decide(self) -> str:
        status = wait_until(
            lambda: self._read()["status"],
            until=lambda status: status != "RECEIVED",
            seconds=SECONDS_TO_DECIDE,
            problem=f"{self._order['order_id']} is still RECEIVED.",
        )
        _require(status == "CONFIRMED", f"{self._order['order_id']} became {status}.")
        return str(status)

    def _replay(self) -> str:
        answer = _expect(self._send_order(), 202)
        _require(answer.headers.get("Idempotency-Replayed") == "true", "Idempotency-Replayed is missing.")
        _require(answer.json()["order_id"] == self._order["order_id"], f"It made {answer.json()['order_id']}.")
        return "Idempotency-Replayed"

    def _send_order(self) -> requests.Response:
        headers = self._authorization | {"Idempotency-Key": self._key}
        body = {"items": [{"item_id": self._item, "quantity": 1}], "note": "smoke test"}
        return requests.post(f"{self._platform.api_url}/orders", json=body, headers=headers, timeout=TIMEOUT_SECONDS)

    def _read(self) -> dict[str, Any]:
        url = f"{self._platform.api_url}/orders/{self._order['order_id']}"
        order: dict[str, Any] = _expect(
            requests.get(url, headers=self._authorization, timeout=TIMEOUT_SECONDS), 200
        ).json()
        return order

    @property
    def _authorization(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._token}"}


def visit(platform: Platform, path: str, **headers: str) -> requests.Response:
    """Ask the page's host; browsers resolve *.localhost to this machine, Python does not."""
    site = urlsplit(platform.site_url)
    is_here = (site.hostname or "").endswith(".localhost")
    host = f"127.0.0.1:{site.port}" if is_here else site.netloc
    named = {"Host": site.netloc} if is_here else {}
    return requests.get(
        f"{site.scheme}://{host}{path}", headers=named | headers, timeout=TIMEOUT_SECONDS, allow_redirects=False
    )


def _expect(answer: requests.Response, status: int) -> requests.Response:
    _require(answer.status_code == status, f"{answer.url} answers {answer.status_code}: {answer.text[:200]}")
    return answer


def _require(condition: bool, complaint: str) -> None:
    if not condition:
        raise CafeError(complaint)


def _reason(failure: Exception) -> str:
    if isinstance(failure, CafeError):
        return str(failure)
    if isinstance(failure, KeyError | ValueError):  # a body that is no JSON is both this and a RequestException
        return f"The answer breaks the contract: {failure!r}"
    return f"There is no answer: {failure}"
