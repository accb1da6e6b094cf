"""The local AWS: ministack as a process of its own, on loopback, with its state under `.local`."""

import os
import shutil
import socket
import subprocess
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil
import requests

from cafe.aws import CREDENTIALS
from cafe.build.python_environments import locked_environment
from cafe.checkout import Workspace
from cafe.environments import LOCAL
from cafe.errors import CafeError
from cafe.files import read_json, write_json
from cafe.waiting import wait_until

HOST = "127.0.0.1"
ACCOUNT_ID = LOCAL.account_id
PROCESS = Path(__file__).with_name("emulator_process.py")
SWITCHES = {"BIND_HOST": HOST, "AUTH": "true", "IOT_MTLS_ENABLED": "0", "PERSIST_STATE": "1", "S3_PERSIST": "1"}
"""Loopback only, IAM enforced, and a state that survives a stop."""
SECONDS_TO_START = 60
SECONDS_TO_STOP = 60


@dataclass(frozen=True)
class _Record:
    """A checkout's record of its emulator's process."""

    pid: int
    started: float
    port: int
    account_id: str = ACCOUNT_ID


@dataclass(frozen=True)
class Emulator:
    """One local AWS account. `process.json` records its process by id and start time.

    With `functions_endpoint` the functions call that address, a proxy of this account, in place of it.
    """

    space: Workspace
    port: int
    functions_endpoint: str | None = None
    account_id: str = ACCOUNT_ID

    @property
    def endpoint(self) -> str:
        return f"http://{HOST}:{self.port}"

    @property
    def home(self) -> Path:
        return self.space.local / "emulator"

    def start(self) -> None:
        """Start the process and wait until it answers. Raises CafeError when it does not."""
        python = install(self.space)
        self.home.mkdir(parents=True, exist_ok=True)
        (self.home / "tmp").mkdir(exist_ok=True)
        reset_stream_positions(self.home / "state" / "lambda.json")
        with (self.home / "emulator.log").open("a") as log:
            process = subprocess.Popen(
                [python, PROCESS],
                cwd=self.home,
                env=self.environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        _write_record(self, psutil.Process(process.pid))
        self._wait_until_healthy(process)

    def is_healthy(self) -> bool:
        try:
            return requests.get(f"{self.endpoint}/_ministack/health", timeout=5).ok
        except requests.RequestException:
            return False

    def delete_state(self) -> None:
        """Drop all state of a stopped emulator."""
        shutil.rmtree(self.home, ignore_errors=True)

    def environment(self) -> dict[str, str]:
        """The variables that it, and the functions, run with."""
        # Functions inherit this environment, so nothing of the caller's may leak into it.
        inherited = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        proxied = {"AWS_ENDPOINT_URL": self.functions_endpoint} if self.functions_endpoint else {}
        return inherited | proxied | CREDENTIALS | SWITCHES | self._places()

    def _places(self) -> dict[str, str]:
        """Its port, its account, and where it keeps its state."""
        return {
            "GATEWAY_PORT": str(self.port),
            "MINISTACK_ACCOUNT_ID": self.account_id,
            "STATE_DIR": str(self.home / "state"),
            "S3_DATA_DIR": str(self.home / "s3"),
            "TMPDIR": str(self.home / "tmp"),
        }

    def _wait_until_healthy(self, process: subprocess.Popen[bytes]) -> None:
        """Raises CafeError, with nothing left of the process, when it ends or takes too long."""
        problem = CafeError("The local AWS did not start.", f"Its log is {self.home / 'emulator.log'}.")

        def is_decided() -> bool:
            return process.poll() is not None or self.is_healthy()

        try:
            wait_until(is_decided, seconds=SECONDS_TO_START, problem=lambda _: problem)
            if process.poll() is not None:
                raise problem
        except CafeError:
            stop(self.space)
            raise


def reset_stream_positions(saved: Path) -> None:
    """Let event source mappings read streams from their start after a restart.

    ministack saves how far each mapping has read but not the records, so a restarted one would skip as many new
    records as it had read before.
    """
    if not saved.exists():
        return
    state = read_json(saved)
    positions = state.get("payload", state).get("dynamodb_stream_positions", {})
    positions.get("data", positions).clear()
    write_json(saved, state)


def install(space: Workspace) -> Path:
    """Python of the emulator's own environment."""
    return locked_environment(space, "emulator") / "python"


def running(space: Workspace) -> Emulator | None:
    """The emulator that this checkout started and that still lives."""
    record = _read_record(space)
    return Emulator(space, record.port, account_id=record.account_id) if record and _process(record) else None


def crashed(space: Workspace) -> bool:
    """Whether an emulator was started and ended without being stopped."""
    record = _read_record(space)
    return record is not None and _process(record) is None


def stop(space: Workspace) -> None:
    """Stop the emulator that this checkout started, if any, with time to save its state."""
    record = _read_record(space)
    process = _process(record) if record else None
    if process is not None:
        _terminate(process)
    _record_file(space).unlink(missing_ok=True)


def port_is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
    return port


def _terminate(process: psutil.Process) -> None:
    workers = process.children(recursive=True)
    process.terminate()
    try:
        process.wait(SECONDS_TO_STOP)
    except psutil.TimeoutExpired:
        process.kill()
        process.wait()
    for worker in workers:
        if worker.is_running():
            worker.kill()


def _record_file(space: Workspace) -> Path:
    return space.local / "process.json"


def _write_record(started: Emulator, process: psutil.Process) -> None:
    record = _Record(process.pid, process.create_time(), started.port, started.account_id)
    write_json(_record_file(started.space), asdict(record))


def _read_record(space: Workspace) -> _Record | None:
    """The record; a damaged one counts as none."""
    try:
        return _Record(**read_json(_record_file(space)))
    except (FileNotFoundError, ValueError, TypeError):
        return None


def _process(record: _Record) -> psutil.Process | None:
    try:
        process = psutil.Process(record.pid)
        alive = process.create_time() == record.started and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return None
    return process if alive else None
