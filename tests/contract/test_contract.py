"""Every answer of the running API matches the OpenAPI document that its own contract files make."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.core.transport import Response
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from cafe.checkout import workspace
from cafe.document import openapi
from cafe.operate.customer.sign_in import sign_in
from cafe.platform import Customer, Platform
from cafe.waiting import wait_until
from tests.support.menu import Drink

schema = schemathesis.openapi.from_dict(openapi.document(workspace()))
CHECKS = [
    schemathesis.checks.not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
SECONDS_TO_DECIDE = 30

type Call = Callable[..., Response]


@pytest.fixture
def token(platform: Platform, new_customer: Callable[[], Customer]) -> str:
    return sign_in(platform, new_customer()).access_token


@schema.parametrize()
@settings(
    max_examples=40,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much],
)
def test_every_answer_is_as_documented(case: schemathesis.Case[Any], platform: Platform, token: str) -> None:
    case.call_and_validate(
        base_url=platform.api_url, headers={"Authorization": f"Bearer {token}"}, timeout=10, checks=CHECKS
    )


@pytest.fixture
def call(platform: Platform, token: str) -> Call:
    """Makes one call of the API, whose answer has to be as documented."""

    def call(method: str, path: str, **parts: Any) -> Response:
        headers = {"Authorization": f"Bearer {token}"} | parts.pop("headers", {})
        case = schema[path][method].Case(headers=headers, **parts)
        return case.call_and_validate(base_url=platform.api_url, timeout=10, checks=CHECKS)

    return call


def test_every_answer_in_the_life_of_an_order_is_as_documented(call: Call, drinks: tuple[Drink, ...]) -> None:
    """Generated orders name drinks that do not exist, so none of them is ever accepted."""
    key, line = {"Idempotency-Key": str(uuid.uuid4())}, {"item_id": drinks[0].item_id, "quantity": 2}
    body = {"items": [line], "note": "hot"}
    placed = call("POST", "/orders", headers=key, body=body, media_type="application/json")
    again = call("POST", "/orders", headers=key, body=body, media_type="application/json")
    order = {"order_id": placed.json()["order_id"]}

    etag = _etag_of_the_decision(call, order)
    unchanged = call("GET", "/orders/{order_id}", path_parameters=order, headers={"If-None-Match": etag})
    listed = call("GET", "/orders", query={"limit": 1})
    too_late = call("POST", "/orders/{order_id}/cancel", path_parameters=order)

    statuses = [answer.status_code for answer in (placed, again, unchanged, listed, too_late)]
    assert statuses == [202, 202, 304, 200, 409]


def _etag_of_the_decision(call: Call, order: dict[str, str]) -> str:
    answer = wait_until(
        lambda: call("GET", "/orders/{order_id}", path_parameters=order),
        until=lambda answer: answer.json()["status"] != "RECEIVED",
        seconds=SECONDS_TO_DECIDE,
        problem=f"{order} is still RECEIVED after {SECONDS_TO_DECIDE} s",
    )
    return answer.headers["etag"][0]
