"""The local AWS as a process."""

import json
import os
import socket
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from cafe.checkout import Workspace
from cafe.errors import CafeError
from cafe.local import emulator
from cafe.local.emulator import Emulator
from tests.support.tools.fake_programs import MINISTACK, SAVED, emulator_process, install_emulator, kill_emulator

IGNORES_TERMINATION = MINISTACK.replace("signal.SIGTERM, save", "signal.SIGTERM, signal.SIG_IGN")
HAS_A_WORKER = f"""
import subprocess, sys
worker = subprocess.Popen([sys.executable, "-IS", "-c", "import time; time.sleep(600)"])
with open("worker", "w") as file:
    file.write(str(worker.pid))
{MINISTACK}
"""
NEVER_ANSWERS = "import time; time.sleep(600)"

type Start = Callable[..., Emulator]


@pytest.fixture
def start(space: Workspace) -> Start:
    """Starts a script as the emulator, on a free port."""

    def start(script: str = MINISTACK) -> Emulator:
        install_emulator(space, script)
        started = Emulator(space, emulator.free_port())
        started.start()
        return started

    return start


def test_a_started_emulator_answers_and_is_remembered(space: Workspace, start: Start) -> None:
    started = start()

    assert started.is_healthy()
    assert emulator.running(space) == started
    assert not emulator.crashed(space)


def test_nothing_of_the_callers_credentials_leaks_into_it(
    space: Workspace, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_PROFILE", "production")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "a-real-key")

    start()

    environment = emulator_process(space).environ()
    assert "AWS_PROFILE" not in environment
    assert environment["AWS_ACCESS_KEY_ID"] == "test"
    assert environment["BIND_HOST"] == "127.0.0.1"


def test_one_that_ends_at_once_says_where_its_log_is(space: Workspace, start: Start) -> None:
    with pytest.raises(CafeError, match="did not start") as failure:
        start("raise SystemExit('no such module')")

    log = space.local / "emulator" / "emulator.log"
    assert str(log) in failure.value.remedy
    assert "no such module" in log.read_text()
    assert not emulator.crashed(space)


def test_one_that_never_answers_is_stopped(space: Workspace, start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(emulator, "SECONDS_TO_START", 0.3)

    with pytest.raises(CafeError, match="did not start"):
        start(NEVER_ANSWERS)

    assert emulator.running(space) is None


def test_a_stopped_emulator_has_saved_its_state(space: Workspace, start: Start) -> None:
    started = start()

    emulator.stop(space)

    assert (space.local / SAVED).read_text() == "orders"
    assert not started.is_healthy()
    assert emulator.running(space) is None
    assert not emulator.crashed(space)


def test_one_that_does_not_stop_is_killed(space: Workspace, start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(emulator, "SECONDS_TO_STOP", 0.2)
    start(IGNORES_TERMINATION)
    process = emulator_process(space)

    emulator.stop(space)

    assert not alive(process)


def test_its_workers_end_with_it(space: Workspace, start: Start) -> None:
    started = start(HAS_A_WORKER)
    worker = psutil.Process(int((started.home / "worker").read_text()))

    emulator.stop(space)

    psutil.wait_procs([worker], timeout=10)
    assert not alive(worker)


def test_a_killed_emulator_has_crashed(space: Workspace, start: Start) -> None:
    start()

    kill_emulator(space)

    assert emulator.crashed(space)
    assert emulator.running(space) is None


def test_another_process_with_the_same_id_is_not_the_emulator(space: Workspace) -> None:
    reused = {"pid": os.getpid(), "started": psutil.Process().create_time() - 60, "port": 4566}
    space.local.mkdir()
    (space.local / "process.json").write_text(json.dumps(reused))

    assert emulator.running(space) is None
    assert emulator.crashed(space)

    emulator.stop(space)

    assert not emulator.crashed(space)


def test_a_forgotten_emulator_leaves_no_state(space: Workspace, start: Start) -> None:
    started = start()
    emulator.stop(space)

    started.delete_state()

    assert not started.home.exists()


def test_a_restarted_stream_is_read_from_its_start(space: Workspace, start: Start) -> None:
    saved = space.local / "emulator" / "state" / "lambda.json"
    saved.parent.mkdir(parents=True)
    positions = {"__account_region_scoped__": True, "data": {"a mapping": 50}}
    saved.write_text(json.dumps({"payload": {"esms": {"a": 1}, "dynamodb_stream_positions": positions}}))

    start()

    payload = json.loads(saved.read_text())["payload"]
    assert payload["dynamodb_stream_positions"]["data"] == {}
    assert payload["esms"] == {"a": 1}


def test_a_first_start_has_no_positions_to_forget(tmp_path: Path) -> None:
    emulator.reset_stream_positions(tmp_path / "lambda.json")

    assert list(tmp_path.iterdir()) == []


def test_a_port_is_free_until_it_is_taken() -> None:
    assert emulator.port_is_free(emulator.free_port())
    with socket.create_server(("127.0.0.1", 0)) as other:
        assert not emulator.port_is_free(other.getsockname()[1])


def test_functions_call_a_proxy_when_there_is_one(tmp_path: Path) -> None:
    space = Workspace(root=tmp_path, cache=tmp_path)

    proxied = Emulator(space, 4566, functions_endpoint="http://127.0.0.1:9999")

    assert proxied.environment()["AWS_ENDPOINT_URL"] == "http://127.0.0.1:9999"
    assert "AWS_ENDPOINT_URL" not in Emulator(space, 4566).environment()


def alive(process: psutil.Process) -> bool:
    return process.is_running() and process.status() != psutil.STATUS_ZOMBIE


@pytest.mark.parametrize("record", ["", "{", "{}"])
def test_a_damaged_record_of_the_process_counts_as_none(space: Workspace, record: str) -> None:
    space.local.mkdir(exist_ok=True)
    (space.local / "process.json").write_text(record)

    assert emulator.running(space) is None
    assert not emulator.crashed(space)
