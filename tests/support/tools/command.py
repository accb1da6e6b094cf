"""The `cafe` command, run in the test's own process."""

import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from cafe import cli


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str


type Run = Callable[..., Ended]


def runner(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """What runs the command; whoever listened to SIGTERM before listens again after it."""

    def run(*arguments: str) -> Ended:
        monkeypatch.setattr(sys, "argv", ["cafe", *arguments])
        before = signal.getsignal(signal.SIGTERM)
        code = 0
        try:
            cli.main()
        except SystemExit as ended:
            code = int(str(ended.code))
        finally:
            signal.signal(signal.SIGTERM, before)
        return Ended(code, *capsys.readouterr())

    return run


def failing(failure: BaseException) -> Callable[..., object]:
    def fail(*_arguments: object, **_options: object) -> object:
        raise failure

    return fail
