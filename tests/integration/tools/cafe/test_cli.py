"""The `cafe` command: what a person or a script sees of it."""

import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from cafe.checkout import Workspace
from cafe.cli import cafe as cafe_command
from cafe.errors import CafeError
from cafe.local import bring_up
from cafe.local import commands as local_commands
from cafe.operate import logs_command
from cafe.operate.customer import commands as customer_commands
from cafe.platform import write_platform
from tests.support.tools.command import Ended, Run, failing, runner
from tests.support.tools.fake_cafe import FakeCafe
from tests.support.tools.functions import declare_functions


@pytest.fixture
def run(space: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command in a checkout of the test's own."""
    for module in (local_commands, customer_commands, logs_command):
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
def test_an_error_is_reported_with_every_bracket_it_has(run: Run, monkeypatch: pytest.MonkeyPatch, words: str) -> None:
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


@pytest.mark.parametrize("command", ["order", "inbox", "logs"])
def test_a_platform_that_does_not_answer_is_an_error_with_a_remedy(
    run: Run, space: Workspace, cafe: FakeCafe, command: str
) -> None:
    declare_functions(space.root)
    nowhere = "http://127.0.0.1:1"
    stopped = replace(cafe.platform, hosted_ui_url=nowhere, endpoint_url=nowhere, inbox_url=f"{nowhere}/inbox")
    write_platform(space.platform_file, stopped)

    ended = run(command)

    assert ended.code == 1
    assert "cafe status" in ended.err


def test_help_lists_every_command_once_below_the_heading_of_its_group(run: Run) -> None:
    shown = run("--help").out

    headings = [line for line in shown.splitlines() if line.endswith(":") and not line.startswith(" ")]
    names = [line.split()[0] for line in shown.partition("Run it:")[2].splitlines() if line.startswith("  ")]
    assert headings[-5:] == ["Run it:", "Order:", "Operate:", "Deliver:", "Documents:"]
    assert sorted(names) == sorted(cafe_command.commands)
    assert len(shown.partition("Run it:")[2].splitlines()) == len(names) + 9, "Each takes one line"
