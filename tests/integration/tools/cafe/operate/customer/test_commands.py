"""The subcommands that use the platform as a customer does, as they are typed."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from cafe.aws import Aws, LocalAws
from cafe.checkout import Workspace
from cafe.operate.connection import Deployed
from cafe.operate.customer import commands
from cafe.platform import Customer, Platform, write_platform
from tests.support.tools.command import Ended, Run, runner
from tests.support.tools.fake_cafe import ADA, FakeCafe, order
from tests.support.tools.http_server import Answer


@pytest.fixture
def run(space: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command in a checkout of the test's own."""
    monkeypatch.setattr(commands, "workspace", lambda: space)
    return runner(monkeypatch, capsys)


def test_an_order_is_reported_when_placed_and_when_decided(run: Run, described: FakeCafe) -> None:
    ended = run("order", "--item", "espresso=2", "--item", "latte", "--note", "no sugar")

    sent = [json.loads(request.body) for request in described.server.requests if request.path == "/api/orders"]
    assert ended == Ended(0, "o1 RECEIVED\no1 CONFIRMED\n", "")
    assert sent == [
        {
            "items": [{"item_id": "espresso", "quantity": 2}, {"item_id": "latte", "quantity": 1}],
            "note": "no sugar",
        }
    ]


def test_an_order_as_json_is_one_document(run: Run, described: FakeCafe) -> None:
    decided = order("REJECTED", rejection_reason="SOLD_OUT")
    described.server.answer("GET", "/api/orders/o1", Answer(200, decided))

    assert json.loads(run("order", "--json").out) == json.loads(decided)


def test_a_customer_can_be_chosen(run: Run, described: FakeCafe) -> None:
    run("order", "--as", "grace@cafe.example")

    assert described.asked("/login").form["username"] == "grace@cafe.example"


def test_an_unknown_customer_is_told_who_is_known(run: Run, described: FakeCafe) -> None:
    ended = run("order", "--as", "eve@cafe.example")

    assert ended.code == 1
    assert "There are: ada@cafe.example, grace@cafe.example" in ended.err


def test_a_quantity_that_is_no_number_is_refused_before_anything_is_sent(run: Run, described: FakeCafe) -> None:
    ended = run("order", "--item", "espresso=many")

    assert ended.code == 1
    assert "espresso=many: the quantity is not a whole number." in ended.err
    assert "/api/orders" not in [request.path for request in described.server.requests]


def test_the_inbox_shows_what_was_sent(run: Run, space: Workspace, cafe: FakeCafe, aws: LocalAws) -> None:
    inbox_url = aws.sqs.create_queue(QueueName="inbox")["QueueUrl"]
    write_platform(space.platform_file, replace(cafe.platform, inbox_url=inbox_url))
    sent = {"event_id": "e1", "order_id": "o1", "status": "CONFIRMED", "at": "2026-01-01T00:00:00Z"}
    aws.sqs.send_message(QueueUrl=inbox_url, MessageBody=json.dumps(sent))

    shown, as_json = run("inbox"), run("inbox", "--json")

    assert shown.out == "2026-01-01T00:00:00Z  o1  CONFIRMED\nNotifications: 1\n"
    assert json.loads(as_json.out) == [sent | {"correlation_id": None}]


def test_without_an_item_the_menus_first_that_can_be_ordered_is_ordered(run: Run, described: FakeCafe) -> None:
    run("order")

    (sent,) = [json.loads(request.body) for request in described.server.requests if request.path == "/api/orders"]
    assert sent["items"] == [{"item_id": "cocoa", "quantity": 1}]


def test_smoke_orders_as_a_temporary_customer_who_is_removed_whatever_comes_of_it(
    run: Run, cafe: FakeCafe, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = []

    def reach(_space: Workspace, environment: str) -> Deployed:
        steps.append(environment)
        return Deployed(cafe.platform, LocalAws(cafe.server.url))

    @contextmanager
    def temporary_customer(_aws: Aws, _platform: Platform) -> Iterator[Customer]:
        steps.append("made")
        try:
            yield ADA
        finally:
            steps.append("removed")

    monkeypatch.setattr(commands, "deployed", reach)
    monkeypatch.setattr(commands, "temporary_customer", temporary_customer)

    ended = run("smoke", "dev")

    assert steps == ["dev", "made", "removed"]
    assert "Not so: the page is served" in ended.err
    assert ended.out.startswith(f"dev: {cafe.platform.site_url}")
