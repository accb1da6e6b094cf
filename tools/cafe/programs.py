"""Running other programs: their output in a log, their failure in one error, no orphan on Ctrl-C."""

import shutil
import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TextIO

from cafe.errors import CafeError

SECONDS_TO_FINISH = 30
LINES_SHOWN = 25

_under_way: set[subprocess.Popen[str]] = set()


def require(program: str, remedy: str) -> str:
    """The path of a program, or an error that says how to get it."""
    found = shutil.which(program)
    if found is None:
        raise CafeError(f"{program} is not on PATH.", remedy)
    return found


def run(
    command: Sequence[str | Path],
    *,
    log: Path,
    cwd: Path,
    env: Mapping[str, str] | None = None,
    watch: Callable[[str], object] = len,
) -> None:
    """Run a program to its end, its output line by line to `watch` and to `log`.

    Raises CafeError with the last lines when it fails. On Ctrl-C the program is interrupted as well
    and given time to release what it holds.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("w") as record, _start(command, cwd, env) as process:
        status = _follow(process, record, watch)
    if status != 0:
        last = "\n".join(log.read_text().splitlines()[-LINES_SHOWN:])
        raise CafeError(f"{Path(command[0]).name} failed:\n{last}\n", f"All of it is in {log}.")


def interrupt_everything() -> None:
    """End the programs that other threads still wait for."""
    for process in tuple(_under_way):
        _interrupt(process)


def _start(command: Sequence[str | Path], cwd: Path, env: Mapping[str, str] | None) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [str(part) for part in command],
        cwd=cwd,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def _follow(process: subprocess.Popen[str], record: TextIO, watch: Callable[[str], object]) -> int:
    _under_way.add(process)
    try:
        for line in process.stdout or ():
            record.write(line)
            record.flush()
            watch(line.rstrip())
        return process.wait()
    finally:
        _interrupt(process)
        _under_way.discard(process)


def _interrupt(process: subprocess.Popen[str]) -> None:
    if process.poll() is not None:
        return
    process.send_signal(signal.SIGINT)
    try:
        process.wait(SECONDS_TO_FINISH)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
