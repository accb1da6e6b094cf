"""Whether a platform takes orders: each thing that a smoke test must not miss."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from cafe.errors import CafeError
from cafe.operate.customer import smoke
from cafe.operate.customer.smoke import Smoke
from cafe.platform import Platform
from tests.support.tools.fake_cafe import ADA, FakeCafe, order
from tests.support.tools.http_server import Answer, Request

PAGE_HEADERS = {
    "Content-Type": "text/html",
    "Content-Security-Policy": "default-src 'none'; script-src 'self'",
    "X-Content-Type-Options": "nosniff",
}
UNGUARDED = PAGE_HEADERS | {"X-Content-Type-Options": ""}
TEXT = {"Content-Type": "text/plain"}
PROBLEM = {"Content-Type": "application/problem+json"}
UNCACHED = {"Cache-Control": "no-cache"}

type Break = Callable[[FakeCafe], None]


def orders(replay: Answer) -> Callable[[Request], Answer]:
    """Takes an order once and answers a repeat as told."""
    answers = iter([Answer(202, order("RECEIVED"))])
    return lambda _: next(answers, replay)


@pytest.fixture
def healthy(cafe: FakeCafe) -> FakeCafe:
    """A café where everything is as it should be."""
    server = cafe.server
    server.answer("GET", "/", Answer(200, "<html>", PAGE_HEADERS))
    server.answer("GET", "/config.json", Answer(200, '{"client_id": "client-1"}', UNCACHED))
    server.answer("GET", "/api/menu", Answer(200, '{"items": [{"item_id": "espresso", "available": true}]}'))
    server.answer("GET", "/api/orders", Answer(401, "{}", PROBLEM))
    server.on("POST", "/api/orders", orders(Answer(202, order("CONFIRMED"), {"Idempotency-Replayed": "true"})))
    return cafe


def platform(cafe: FakeCafe) -> Platform:
    port = cafe.server.server_port
    return replace(cafe.platform, site_url=f"http://d1.cloudfront.localhost:{port}")


def test_each_check_is_reported_in_a_line(healthy: FakeCafe, capsys: pytest.CaptureFixture[str]) -> None:
    tested = Smoke(platform(healthy), ADA)

    tested.run()

    lines = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in lines] == [f"✓ {check.title}" for check in tested.checks]
    assert healthy.asked("/").headers["Host"].startswith("d1.cloudfront.localhost")
    assert healthy.asked("/api/orders/o1").headers["Authorization"] == "Bearer access for code-of-ada@cafe.example"


def answering(method: str, path: str, *answers: Answer) -> Break:
    return lambda cafe: cafe.server.answer(method, path, *answers)


@pytest.mark.parametrize(
    ("fault", "complaint"),
    [
        (answering("GET", "/", Answer(503, "down")), "answers 503: down"),
        (answering("GET", "/", Answer(200, "<Error>", {"Content-Type": "application/xml"})), "It is no HTML"),
        (answering("GET", "/", Answer(200, "", {"Content-Type": "text/html"})), "Content-Security-Policy is missing"),
        (
            answering("GET", "/", Answer(200, "", PAGE_HEADERS | {"X-Content-Type-Options": ""})),
            "X-Content-Type-Options",
        ),
        (answering("GET", "/config.json", Answer(200, '{"client_id": "old"}', UNCACHED)), "It names old rather than"),
        (answering("GET", "/config.json", Answer(200, '{"client_id": "client-1"}')), "It may be cached"),
        (answering("GET", "/config.json", Answer(200, "<html>", UNCACHED)), "breaks the contract"),
        (answering("GET", "/api/menu", Answer(200, '{"items": []}')), "Nothing on the menu can be ordered"),
        (answering("GET", "/api/orders", Answer(200, "[]", PROBLEM)), "answers 200"),
        (
            answering("GET", "/api/orders", Answer(401, "no", TEXT)),
            "The refusal is text/plain",
        ),
        (answering("GET", "/oauth2/authorize", Answer(500, "broken")), "no sign-in form"),
        (answering("POST", "/api/orders", Answer(502, "broken")), "answers 502"),
        (answering("POST", "/api/orders", Answer(202, order("CONFIRMED"))), "It is CONFIRMED at once"),
        (answering("GET", "/api/orders/o1", Answer(200, order("REJECTED"))), "o1 became REJECTED"),
        (
            lambda cafe: cafe.server.on("POST", "/api/orders", orders(Answer(202, order("CONFIRMED")))),
            "Idempotency-Replayed is missing",
        ),
    ],
)
def test_what_does_not_work_is_named(healthy: FakeCafe, fault: Break, complaint: str) -> None:
    fault(healthy)

    with pytest.raises(CafeError, match=complaint) as failure:
        Smoke(platform(healthy), ADA).run()

    assert failure.value.problem.startswith("Not so: ")
    assert failure.value.remedy.startswith("Look at ")


def test_an_order_that_nothing_decides_is_named(healthy: FakeCafe, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smoke, "SECONDS_TO_DECIDE", 0.1)
    healthy.server.answer("GET", "/api/orders/o1", Answer(200, order("RECEIVED")))

    with pytest.raises(CafeError, match="o1 is still RECEIVED"):
        Smoke(platform(healthy), ADA).run()


def test_nothing_is_tried_twice(healthy: FakeCafe) -> None:
    healthy.server.answer("GET", "/", Answer(503, "down"), Answer(200, "<html>", PAGE_HEADERS))

    with pytest.raises(CafeError, match="503"):
        Smoke(platform(healthy), ADA).run()

    assert len(healthy.server.requests) == 1


def test_a_site_that_does_not_answer_is_named(healthy: FakeCafe) -> None:
    nowhere = replace(platform(healthy), site_url="http://d1.cloudfront.localhost:1")

    with pytest.raises(CafeError, match="There is no answer"):
        Smoke(nowhere, ADA).run()
