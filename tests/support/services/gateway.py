"""A customer behind API Gateway: requests become proxy events, answers are read."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from http import HTTPStatus
from typing import Any

from tests.support.services.examples import CORRELATION_ID, CUSTOMER, DRINKS, REQUEST

REQUEST_ID = CORRELATION_ID
"""Of a request that brings no correlation id of its own, the gateway's id is the correlation id."""
BODY: dict[str, Any] = {"items": [asdict(item) for item in REQUEST.items]}
PARTY = {"items": [{"item_id": item.item_id, "quantity": 17} for item in DRINKS[:3]]}
type Headers = dict[str, list[str]]


@dataclass(frozen=True)
class Reply:
    """What the client gets."""

    status: int
    headers: dict[str, str]
    text: str

    @property
    def document(self) -> Any:
        return json.loads(self.text)


@dataclass(frozen=True)
class Client:
    """Sends requests of one customer to a function that takes an event."""

    handle: Callable[[dict[str, Any]], dict[str, Any]]
    claims: dict[str, Any] = field(default_factory=lambda: {"sub": CUSTOMER, "token_use": "access"})

    def send(self, route: str, **parts: Any) -> Reply:
        """`parts` replace those of the event."""
        method, resource = route.split(" ")
        event = {
            "httpMethod": method,
            "resource": resource,
            "multiValueHeaders": {},
            "multiValueQueryStringParameters": None,
            "pathParameters": None,
            "requestContext": {"requestId": REQUEST_ID, "authorizer": {"claims": self.claims}},
            "body": None,
            "isBase64Encoded": False,
        }
        raw = self.handle(event | parts)
        return Reply(raw["statusCode"], raw["headers"], raw["body"])

    def of(self, customer_id: str) -> "Client":
        """The same API, another customer."""
        return Client(self.handle, self.claims | {"sub": customer_id})

    def menu(self, headers: Headers | None = None) -> Reply:
        return self.send("GET /api/menu", multiValueHeaders=headers, requestContext={"requestId": REQUEST_ID})

    def place(self, body: Any = BODY, key: str = "a-key", headers: Headers | None = None, **parts: Any) -> Reply:
        """A `body` that is text is sent as it is."""
        usual = {"Content-Type": ["application/json"], "Idempotency-Key": [key]}
        text = body if isinstance(body, str) else json.dumps(body)
        parts = {"body": text, "multiValueHeaders": usual | (headers or {})} | parts
        return self.send("POST /api/orders", **parts)

    def list(self, **query: list[str]) -> Reply:
        return self.send("GET /api/orders", multiValueQueryStringParameters=query)

    def read(self, order_id: str, headers: Headers | None = None) -> Reply:
        return self.send("GET /api/orders/{order_id}", pathParameters={"order_id": order_id}, multiValueHeaders=headers)

    def cancel(self, order_id: str) -> Reply:
        return self.send("POST /api/orders/{order_id}/cancel", pathParameters={"order_id": order_id})


def assert_problem(reply: Reply, status: HTTPStatus) -> None:
    """The response is a problem in the form of RFC 9457."""
    assert reply.status == status, reply.text
    assert reply.headers["Content-Type"] == "application/problem+json"
    assert reply.headers["Cache-Control"] == "no-store"
    assert (reply.document["status"], reply.document["title"]) == (status.value, status.phrase)
    assert reply.document["request_id"] == REQUEST_ID
    assert {"type", "detail"} <= reply.document.keys()
