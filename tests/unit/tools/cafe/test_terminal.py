"""How far a long work is."""

import pytest
from rich.console import Console

from cafe import terminal
from cafe.terminal import reporter


def test_it_is_said_once_a_second_at_most_and_not_with_the_result(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    times = iter([10.0, 10.0, 10.5, 11.2, 11.2])
    monkeypatch.setattr("time.monotonic", lambda: next(times))
    monkeypatch.setattr(terminal, "complaints", Console(stderr=True))
    report = reporter()

    for number in (1, 2, 3):
        report(f"moved {number}")

    shown = capsys.readouterr()
    assert shown.out == ""
    assert "moved 1" in shown.err
    assert "moved 2" not in shown.err
    assert "moved 3" in shown.err
