"""The subcommands that run the platform on this machine, as they are typed."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from cafe.checkout import Workspace
from cafe.local import bring_up, commands, emulator
from cafe.local.emulator import Emulator
from tests.support.tools.command import Ended, Run, runner
from tests.support.tools.fake_cafe import FakeCafe
from tests.support.tools.fake_programs import install_emulator


@pytest.fixture
def run(space: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command in a checkout of the test's own."""
    monkeypatch.setattr(commands, "workspace", lambda: space)
    return runner(monkeypatch, capsys)


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


def test_the_browser_is_reported_where_it_is(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "ensure_browser", lambda _: Path("chromium"))

    assert run("install-browser").out == "chromium\n"
