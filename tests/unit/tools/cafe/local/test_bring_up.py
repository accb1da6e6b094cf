"""Bringing the platform up and down: only what changed, and never at the cost of somebody's orders."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cafe.checkout import Workspace
from cafe.errors import CafeError
from cafe.local import bring_up, emulator
from cafe.platform import Platform, read_platform
from tests.support.tools.fake_dependencies import FakeWork
from tests.support.tools.fake_programs import SAVED, Programs, install_emulator, kill_emulator

EVERYTHING = ["bootstrap", "apply", "publish", "ready"]

type Up = Callable[..., Platform]


@pytest.fixture
def work() -> FakeWork:
    return FakeWork()


@pytest.fixture
def up(space: Workspace, work: FakeWork, programs: Programs) -> Up:
    """Brings a platform of stand-ins up, by default on any free port, and forgets what was done before."""
    install_emulator(space)
    programs.print("terragrunt", "terragrunt version v1.1.1")

    def up(port: int | None = 0) -> Platform:
        work.done.clear()
        return bring_up.up(space, port, work.dependencies())

    return up


def saved(space: Workspace) -> Path:
    return space.local / SAVED


def test_a_first_up_does_everything_and_describes_the_platform(space: Workspace, work: FakeWork, up: Up) -> None:
    platform = up()

    assert work.done == EVERYTHING
    assert platform.api_url == "http://gateway/api"
    assert platform.users[0].email == "ada@cafe.example"
    assert read_platform(space.platform_file) == platform


def test_a_second_up_has_nothing_to_do_but_look(work: FakeWork, up: Up) -> None:
    first = up()

    second = up()

    assert work.done == ["ready"]
    assert second == first


def test_changed_modules_are_applied_and_nothing_else(work: FakeWork, up: Up) -> None:
    up()

    work.modules = "other modules"
    up()

    assert work.done == ["bootstrap", "apply", "ready"]


def test_a_changed_page_is_published_and_nothing_else(space: Workspace, work: FakeWork, up: Up) -> None:
    up()

    (space.root / "web" / "dist" / "index.html").write_text("<html lang='en'>")
    up()

    assert work.done == ["publish", "ready"]


def test_a_stopped_platform_comes_back_as_it_was(space: Workspace, work: FakeWork, up: Up) -> None:
    first = up()
    bring_up.down(space, purge=False)

    second = up()

    assert work.done == ["ready"]
    assert second == first
    assert saved(space).exists()


def test_an_apply_that_fails_at_first_is_tried_once_afresh(
    work: FakeWork, up: Up, capsys: pytest.CaptureFixture[str]
) -> None:
    work.failures = [CafeError("[order_store] Error acquiring the state lock [/]")]

    up()

    assert "[order_store] Error acquiring the state lock [/]" in capsys.readouterr().out
    assert work.done == ["bootstrap", "apply", *EVERYTHING]


def test_an_apply_that_fails_twice_is_given_up(space: Workspace, work: FakeWork, up: Up) -> None:
    work.failures = [CafeError("first"), CafeError("second")]

    with pytest.raises(CafeError, match="second"):
        up()

    assert emulator.running(space) is None
    assert not (space.local / "emulator").exists()


def test_an_apply_that_fails_on_a_platform_with_orders_keeps_them(space: Workspace, work: FakeWork, up: Up) -> None:
    up()
    bring_up.down(space, purge=False)
    work.modules = "broken modules"
    work.failures = [CafeError("Invalid value for variable")]

    with pytest.raises(CafeError, match="Invalid value") as failure:
        up()

    assert "To start afresh: nox -s down -- --purge" in failure.value.remedy
    assert work.done == ["bootstrap", "apply"]
    assert saved(space).exists()
    assert read_platform(space.platform_file) is not None


def test_an_apply_that_fails_on_a_running_platform_leaves_it_running(space: Workspace, work: FakeWork, up: Up) -> None:
    up()
    work.modules = "broken modules"
    work.failures = [CafeError("Invalid value for variable")]

    with pytest.raises(CafeError, match="Invalid value"):
        up()

    assert emulator.running(space) is not None


def test_an_interrupted_up_of_a_platform_with_orders_keeps_them(space: Workspace, work: FakeWork, up: Up) -> None:
    up()
    bring_up.down(space, purge=False)
    work.modules = "other modules"
    work.failures = [KeyboardInterrupt()]

    with pytest.raises(KeyboardInterrupt):
        up()

    assert emulator.running(space) is None
    assert saved(space).exists()


def test_a_crashed_platform_is_started_with_its_state_and_applied_again(
    space: Workspace, work: FakeWork, up: Up, capsys: pytest.CaptureFixture[str]
) -> None:
    first = up()
    bring_up.down(space, purge=False)
    up()
    kill_emulator(space)

    second = up()

    assert "had ended without being stopped" in capsys.readouterr().out
    assert work.done == ["bootstrap", "apply", "ready"]
    assert second == first
    assert saved(space).exists()


def test_an_interrupted_up_of_a_crashed_platform_keeps_its_orders(space: Workspace, work: FakeWork, up: Up) -> None:
    up()
    bring_up.down(space, purge=False)
    up()
    kill_emulator(space)
    work.failures = [KeyboardInterrupt()]

    with pytest.raises(KeyboardInterrupt):
        up()
    up()

    assert work.done == ["bootstrap", "apply", "ready"]
    assert saved(space).exists()


def test_a_crashed_platform_that_can_not_be_applied_starts_afresh(space: Workspace, work: FakeWork, up: Up) -> None:
    up()
    kill_emulator(space)
    work.failures = [CafeError("The state is not there")]

    up()

    assert work.done == ["bootstrap", "apply", *EVERYTHING]


def test_on_another_port_the_platform_starts_afresh(
    space: Workspace, work: FakeWork, up: Up, capsys: pytest.CaptureFixture[str]
) -> None:
    first = up()
    bring_up.down(space, purge=False)

    second = up(emulator.free_port())

    assert f"The platform was on port {first.port}" in capsys.readouterr().out
    assert work.done == EVERYTHING
    assert second.users == first.users
    assert not saved(space).exists()


def test_a_running_platform_does_not_move_to_another_port(up: Up) -> None:
    first = up()

    with pytest.raises(CafeError, match=f"is up on port {first.port}") as refusal:
        up(emulator.free_port())

    assert refusal.value.remedy == "Stop it first: nox -s down"


@pytest.mark.parametrize("asked", [None, 0])
def test_a_known_platform_keeps_its_port(space: Workspace, up: Up, asked: int | None) -> None:
    first = up()
    bring_up.down(space, purge=False)

    assert up(asked).port == first.port
    assert up(asked).port == first.port


def test_a_port_that_was_asked_for_is_taken(up: Up) -> None:
    port = emulator.free_port()

    assert up(port).port == port


def test_without_a_wish_the_port_is_that_of_the_documents(
    work: FakeWork, up: Up, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bring_up, "DEFAULT_PORT", emulator.free_port())

    assert up(None).port == bring_up.DEFAULT_PORT


def test_only_one_up_or_down_of_a_checkout_is_under_way(space: Workspace, work: FakeWork, up: Up) -> None:
    work.when_packaging = lambda: bring_up.down(space, purge=True)

    with pytest.raises(CafeError, match=r"under way.*Wait for it"):
        up()


def test_down_stops_the_platform_and_keeps_it(space: Workspace, up: Up) -> None:
    up()

    bring_up.down(space, purge=False)

    assert emulator.running(space) is None
    assert saved(space).exists()
    assert read_platform(space.platform_file) is not None


def test_down_with_purge_leaves_nothing(space: Workspace, up: Up) -> None:
    up()

    bring_up.down(space, purge=True)

    assert emulator.running(space) is None
    assert not space.local.exists()


def test_a_terragrunt_that_has_to_be_built_is_announced(
    space: Workspace, up: Up, programs: Programs, capsys: pytest.CaptureFixture[str]
) -> None:
    (space.root / "tools" / "go" / "terragrunt").mkdir(parents=True)
    (programs.folder / "terragrunt").unlink()
    programs.add("go", 'for built in "$@"; do [ "$last" = "-o" ] && echo built > "$built"; last="$built"; done; :')

    up()

    assert "once, in about 3 minutes" in capsys.readouterr().out


@pytest.mark.timeout(60)
def test_a_failure_does_not_wait_for_terragrunt_to_be_built(
    space: Workspace, work: FakeWork, up: Up, programs: Programs, tmp_path: Path
) -> None:
    def fail_once_go_runs() -> None:
        (tmp_path / "go-runs").read_text()
        raise CafeError("The page has a mistake.")

    os.mkfifo(tmp_path / "go-runs")
    (space.root / "tools" / "go" / "terragrunt").mkdir(parents=True)
    (programs.folder / "terragrunt").unlink()
    endless = f"{sys.executable} -IS -c 'import time; time.sleep(600)'"
    programs.add("go", f"echo yes > {tmp_path / 'go-runs'}; exec {endless}")
    work.when_packaging = fail_once_go_runs

    with pytest.raises(CafeError, match="The page has a mistake"):
        up()
