"""The local AWS as a process."""

import json
import socket
from pathlib import Path

from cafe import emulator
from cafe.workspace import Workspace


def test_a_restarted_stream_is_read_from_its_start(tmp_path: Path) -> None:
    saved = tmp_path / "lambda.json"
    positions = {"__account_region_scoped__": True, "data": {"a mapping": 50}}
    saved.write_text(json.dumps({"payload": {"esms": {"a": 1}, "dynamodb_stream_positions": positions}}))

    emulator.forget_stream_positions(saved)

    payload = json.loads(saved.read_text())["payload"]
    assert payload["dynamodb_stream_positions"]["data"] == {}
    assert payload["esms"] == {"a": 1}


def test_a_first_start_has_no_positions_to_forget(tmp_path: Path) -> None:
    emulator.forget_stream_positions(tmp_path / "lambda.json")

    assert list(tmp_path.iterdir()) == []


def test_a_taken_port_is_not_free() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()

        assert not emulator.port_is_free(other.getsockname()[1])


def test_without_a_process_nothing_runs_and_nothing_crashed(tmp_path: Path) -> None:
    space = Workspace(root=tmp_path, cache=tmp_path)

    assert emulator.running(space) is None
    assert not emulator.crashed(space)


def test_a_process_that_is_gone_has_crashed(tmp_path: Path) -> None:
    space = Workspace(root=tmp_path, cache=tmp_path)
    space.local.mkdir()
    (space.local / "process.json").write_text(json.dumps({"pid": 2**22, "started": 1.0, "port": 4566}))

    assert emulator.running(space) is None
    assert emulator.crashed(space)
