"""Running other programs: their output in a log or as a result, their failure in one error, no orphan on Ctrl-C."""

import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from cafe.errors import CafeError

SECONDS_TO_FINISH = 30
LINES_SHOWN = 25

type Command = Sequence[str | Path]

_under_way: set[subprocess.Popen[str]] = set()


@dataclass(frozen=True)
class Captured:
    """How a program ended: its exit status and what it printed on either stream."""

    program: str
    status: int
    output: str
    errors: str

    @property
    def problem(self) -> str:
        """Why it failed, in its own words."""
        return self.errors.strip() or self.output.strip() or f"it ended with {self.status}"


def environment(variables: Mapping[str, str] | None = None, *, without: tuple[str, ...] = ()) -> dict[str, str]:
    """The variables of a program: the caller's, except those that begin with one of `without`, and `variables`."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(without)}
    return inherited | dict(variables or {})


def require(program: str, remedy: str) -> str:
    """The path of a program, or a CafeError with how to install it."""
    found = shutil.which(program)
    if found is None:
        raise CafeError(f"{program} is not on PATH.", remedy)
    return found


def run(
    command: Command,
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


def capture(command: Command, *, cwd: Path, env: Mapping[str, str] | None = None) -> Captured:
    """Run a short program to its end, whether it fails or not. `env` are all of its variables."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=environment() if env is None else env,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    return Captured(Path(command[0]).name, done.returncode, done.stdout, done.stderr)


def output(command: Command, *, cwd: Path, env: Mapping[str, str] | None = None) -> str:
    """What a program prints on standard output. Raises CafeError with its own words when it fails."""
    done = capture(command, cwd=cwd, env=env)
    if done.status != 0:
        raise CafeError(f"{' '.join((done.program, *map(str, command[1:3])))} failed: {done.problem}")
    return done.output


def git(root: Path, *arguments: str) -> str:
    """What git prints, without the line's end. Raises CafeError when it fails."""
    require("git", "Install git.")
    return output(["git", *arguments], cwd=root).strip()


def commit_of(root: Path) -> str:
    """The commit that is checked out; "" where there is none."""
    done = capture(["git", "rev-parse", "HEAD"], cwd=root)
    return done.output.strip() if done.status == 0 else ""


def interrupt_everything() -> None:
    """End the programs that other threads still wait for."""
    for process in tuple(_under_way):
        _interrupt(process)


def _start(command: Command, cwd: Path, env: Mapping[str, str] | None) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [str(part) for part in command],
        cwd=cwd,
        env=environment() if env is None else env,
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
