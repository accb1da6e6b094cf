"""The `cafe` command: what a person or a script sees of it."""

import json
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from cafe import cli
from cafe.aws import LocalAws
from cafe.build import website
from cafe.checkout import Workspace, workspace
from cafe.document import api_compatibility
from cafe.errors import CafeError
from cafe.local import bring_up, emulator
from cafe.local.emulator import Emulator
from cafe.operate import logs_command
from cafe.platform import write_platform
from tests.support.tools.command import Ended, Run, failing, runner
from tests.support.tools.fake_cafe import FakeCafe, order
from tests.support.tools.fake_programs import install_emulator
from tests.support.tools.http_server import Answer


@pytest.fixture
def run(space: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command in a checkout of the test's own."""
    for module in (cli, logs_command):
        monkeypatch.setattr(module, "workspace", lambda: space)
    return runner(monkeypatch, capsys)


def test_the_installed_command_tells_its_version() -> None:
    ended = subprocess.run(
        [Path(sys.prefix) / "bin" / "cafe", "--version"], capture_output=True, text=True, check=False
    )

    assert ended.returncode == 0
    assert ended.stdout.startswith("cafe, version ")


def test_an_unknown_command_is_a_mistake_of_use(run: Run) -> None:
    ended = run("brew")

    assert ended.code == 2
    assert ended.out == ""
    assert "No such command 'brew'" in ended.err


def test_an_error_tells_the_remedy_on_stderr(run: Run) -> None:
    ended = run("status")

    assert ended == Ended(1, "", "✗ The platform is not up.\n  Start it: nox -s up\n")


def test_an_error_without_a_remedy_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bring_up, "down", failing(CafeError("It is late.")))

    assert run("down").err == "✗ It is late.\n"


def test_an_error_names_the_page_that_says_more(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bring_up, "down", failing(CafeError("It is late.", "Come again.", page="docs/hours.md")))

    assert run("down").err == "✗ It is late.\n  Come again.\n  Read: docs/hours.md\n"


@pytest.mark.parametrize("words", ["[order_store] Error: [/red] is not valid", "see [/]", "[bold]"])
def test_an_error_is_told_with_every_bracket_it_has(run: Run, monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    monkeypatch.setattr(bring_up, "up", failing(CafeError(words)))

    ended = run("up")

    assert ended.code == 1
    assert words in ended.err


def test_an_interruption_has_the_exit_code_that_shells_expect(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bring_up, "up", failing(KeyboardInterrupt()))

    ended = run("up")

    assert ended.code == 130
    assert ended.err.strip() == "Stopped."


def test_a_termination_is_an_interruption(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bring_up, "up", lambda *_: signal.raise_signal(signal.SIGTERM))

    assert run("up").code == 130


def test_up_shows_where_everything_is(run: Run, cafe: FakeCafe, monkeypatch: pytest.MonkeyPatch) -> None:
    long = replace(cafe.platform, api_url=f"http://127.0.0.1:4566/{'a' * 80}/api")
    monkeypatch.setattr(bring_up, "up", lambda *_: long)

    ended = run("up", "--port", "0")

    assert ended.code == 0
    for shown in (long.site_url, long.api_url, *(user.password for user in long.users)):
        assert shown in ended.out
    assert "Up in 0 s." in ended.out


def test_down_says_that_the_platform_is_kept(run: Run) -> None:
    assert run("down") == Ended(0, "Down; `up` brings it back as it was.\n", "")


def test_down_with_purge_says_that_nothing_is_left(run: Run) -> None:
    assert run("down", "--purge") == Ended(0, "Down; nothing is left of it.\n", "")


def test_a_known_platform_that_does_not_run_is_an_error(run: Run, described: FakeCafe) -> None:
    ended = run("status")

    assert ended == Ended(1, "", "✗ The platform is not running.\n  Start it: nox -s up\n")


def test_the_status_of_a_running_platform_is_its_description(run: Run, space: Workspace, described: FakeCafe) -> None:
    install_emulator(space)
    Emulator(space, emulator.free_port()).start()

    as_json, shown = run("status", "--json"), run("status")

    assert json.loads(as_json.out) == json.loads(space.platform_file.read_text())
    assert as_json.code == shown.code == 0
    assert described.platform.site_url in shown.out


def test_an_order_is_told_when_placed_and_when_decided(run: Run, described: FakeCafe) -> None:
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


@pytest.mark.parametrize("command", ["order", "inbox", "logs"])
def test_a_platform_that_does_not_answer_is_an_error_with_a_remedy(
    run: Run, space: Workspace, cafe: FakeCafe, command: str
) -> None:
    nowhere = "http://127.0.0.1:1"
    stopped = replace(cafe.platform, hosted_ui_url=nowhere, endpoint_url=nowhere, inbox_url=f"{nowhere}/inbox")
    write_platform(space.platform_file, stopped)

    ended = run(command)

    assert ended.code == 1
    assert "cafe status" in ended.err


def test_the_inbox_shows_what_was_sent(run: Run, space: Workspace, cafe: FakeCafe, aws: LocalAws) -> None:
    inbox_url = aws.sqs.create_queue(QueueName="inbox")["QueueUrl"]
    write_platform(space.platform_file, replace(cafe.platform, inbox_url=inbox_url))
    sent = {"event_id": "e1", "order_id": "o1", "status": "CONFIRMED", "at": "2026-01-01T00:00:00Z"}
    aws.sqs.send_message(QueueUrl=inbox_url, MessageBody=json.dumps(sent))

    shown, as_json = run("inbox"), run("inbox", "--json")

    assert shown.out == "2026-01-01T00:00:00Z  o1  CONFIRMED\nNotifications: 1\n"
    assert json.loads(as_json.out) == [sent | {"correlation_id": None}]


def test_the_page_is_told_where_it_was_built(run: Run, space: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(website, "build", lambda where: where.root / "web" / "dist")

    assert run("page").out == f"{space.root / 'web' / 'dist'}\n"


def test_the_browser_is_told_where_it_is(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "ensure_browser", lambda _: Path("chromium"))

    assert run("browser").out == "chromium\n"


def test_the_api_is_described_and_the_description_checked(run: Run, space: Workspace) -> None:
    (space.root / "services").symlink_to(workspace().root / "services")
    (space.root / "docs").mkdir()

    before, written, after = run("openapi", "--check"), run("openapi"), run("openapi", "--check")

    assert (before.code, written.code, after.code) == (1, 0, 0)
    assert "cafe openapi" in before.err


def test_the_api_is_held_to_that_of_a_branch(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api_compatibility, "check", lambda _, branch: f"as {branch} has it")

    assert run("openapi", "--since", "origin/main").out == "as origin/main has it\n"
