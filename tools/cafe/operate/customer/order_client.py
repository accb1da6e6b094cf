"""A client of the café's API that backs off and retries with the same key, as the page does."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

from cafe.errors import CafeError
from cafe.waiting import wait_until

TIMEOUT_SECONDS = 10
BACK_OFF = Retry(
    total=6,
    backoff_factor=0.2,
    backoff_jitter=0.2,
    backoff_max=10,
    status_forcelist=(429, 500, 502, 503, 504),
    allowed_methods=("GET", "POST"),  # a POST is safe to repeat: it carries an Idempotency-Key
    raise_on_status=False,
)


def retrying_session() -> requests.Session:
    """An HTTP session that backs off with jitter and honours Retry-After."""
    session = requests.Session()
    session.mount("http://", HTTPAdapter(max_retries=BACK_OFF))
    session.mount("https://", HTTPAdapter(max_retries=BACK_OFF))
    return session


@dataclass(frozen=True)
class OrderLine:
    """One line of an order."""

    item_id: str
    quantity: int


@dataclass(frozen=True)
class PlacedOrder:
    """An order as the API returns it."""

    order_id: str
    status: str
    total: int
    currency: str
    rejection_reason: str = ""


@dataclass(frozen=True)
class CafeApi:
    """The API as one customer sees it. Raises CafeError with the problem's title and detail."""

    api_url: str
    access_token: str
    session: requests.Session = field(default_factory=retrying_session)

    def place(self, lines: tuple[OrderLine, ...], note: str = "") -> PlacedOrder:
        """Place an order once, however often the request has to be sent."""
        body: dict[str, object] = {"items": [{"item_id": x.item_id, "quantity": x.quantity} for x in lines]}
        if note:
            body["note"] = note
        answer = self._send("POST", "/orders", body, {"Idempotency-Key": str(uuid.uuid4())})
        return _order(answer)

    def first_available_item(self) -> str:
        """The id of the first item of the menu that can be ordered. Raises CafeError when there is none."""
        return first_available(self._send("GET", "/menu").json())

    def read(self, order_id: str) -> PlacedOrder:
        return _order(self._send("GET", f"/orders/{order_id}"))

    def wait_until_decided(self, order_id: str, seconds: float = 30) -> PlacedOrder:
        """The order once it is no longer RECEIVED. Raises CafeError when that takes longer."""
        problem = CafeError(
            f"Order {order_id} was not decided within {seconds:.0f} s.",
            "Look: cafe logs",
            page="docs/runbooks/stuck-orders.md",
        )
        return wait_until(
            lambda: self.read(order_id),
            until=lambda order: order.status != "RECEIVED",
            seconds=seconds,
            problem=lambda _: problem,
        )

    def _send(
        self,
        method: str,
        path: str,
        body: Mapping[str, object] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> requests.Response:
        authorization = {"Authorization": f"Bearer {self.access_token}"}
        try:
            answer = self.session.request(
                method,
                self.api_url + path,
                json=body,
                headers=authorization | dict(headers or {}),
                timeout=TIMEOUT_SECONDS,
            )
        except requests.RequestException as unreachable:
            raise CafeError(f"The café can't be reached: {unreachable}", "Is it up? cafe status") from None
        return _accepted(answer)


def first_available(menu: Mapping[str, Any]) -> str:
    """The id of the first item of a menu that can be ordered. Raises CafeError when there is none."""
    found = next((item["item_id"] for item in menu["items"] if item["available"]), None)
    if found is None:
        raise CafeError("Nothing on the menu can be ordered.")
    return str(found)


def _accepted(answer: requests.Response) -> requests.Response:
    if answer.ok:
        return answer
    try:
        problem = answer.json()
        words = f"{problem['title']}: {problem['detail']}"
    except (ValueError, KeyError):
        words = answer.text[:200]
    raise CafeError(f"The café answered {answer.status_code}. {words}")


def _order(answer: requests.Response) -> PlacedOrder:
    fields = answer.json()
    return PlacedOrder(
        fields["order_id"],
        fields["status"],
        fields["total"],
        fields["currency"],
        fields.get("rejection_reason") or "",
    )
