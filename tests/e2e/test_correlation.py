"""One id is in all that a request causes: its answer, every line of every function, and the notification."""

import time
import uuid
from dataclasses import replace

import pytest

from cafe.aws import LocalAws
from cafe.operate.log_events import FunctionLogs, LogLine
from cafe.platform import Platform
from cafe.waiting import wait_until
from order_api.http_request import CORRELATION_HEADER
from tests.support.e2e.guest import Guest
from tests.support.e2e.operating import notifications_of
from tests.support.functions import FUNCTIONS

pytestmark = pytest.mark.local

SECONDS_TO_TELL = 30
LIFE = ("order accepted", "order queued", "order decided", "order announced")


def place(guest: Guest, **headers: str) -> tuple[str, str]:
    """The order's id, and the correlation id of the answer."""
    answer = guest.send("POST", "/orders", json=guest.body(), headers={"Idempotency-Key": str(uuid.uuid4())} | headers)
    assert answer.status_code == 202, answer.text
    return answer.json()["order_id"], answer.headers[CORRELATION_HEADER]


def story(aws: LocalAws, order_id: str, since_ms: int) -> list[LogLine]:
    """The order's lines once its life is told to the end."""

    def told() -> list[LogLine]:
        lines = FunctionLogs(aws, FUNCTIONS).read(since_ms, order_id=order_id)
        return lines if LIFE[-1] in {line.fields.get("message") for line in lines} else []

    return wait_until(told, seconds=SECONDS_TO_TELL, problem=f"not in time: the end of {order_id}'s story", every=0.5)


@pytest.mark.parametrize("own", [None, uuid.uuid4().hex], ids=["the gateway's", "the client's own"])
def test_an_order_is_followed_from_its_request_to_its_notification(
    guest: Guest, aws: LocalAws, platform: Platform, own: str | None
) -> None:
    started = int(time.time() * 1000)
    order_id, correlation_id = place(guest, **({CORRELATION_HEADER: own} if own else {}))

    lines = story(aws, order_id, started)

    assert own in (None, correlation_id)
    assert {line.function for line in lines} == {function.aws_name for function in FUNCTIONS}
    assert set(LIFE) <= {line.fields["message"] for line in lines}
    assert {line.fields["correlation_id"] for line in lines} == {correlation_id}
    assert notifications_of(aws, platform, order_id)[0].correlation_id == correlation_id


def test_a_refusal_has_its_correlation_id_in_body_and_header(guest: Guest) -> None:
    by_function = guest.send("GET", f"/orders/{'a' * 26}")
    by_gateway = replace(guest, token="not-a-token").send("GET", "/orders")

    assert [by_function.status_code, by_gateway.status_code] == [404, 401]
    for answer in (by_function, by_gateway):
        assert answer.headers[CORRELATION_HEADER] == answer.json()["request_id"]
