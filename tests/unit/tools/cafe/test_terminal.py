"""What a command prints, and what it tells the job that it runs in."""

from pathlib import Path

import pytest
from rich.console import Console

from cafe import terminal
from cafe.terminal import reporter, set_output, summarize


def test_it_is_said_once_a_second_at_most_and_not_with_the_result(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    times = iter([10.0, 10.0, 10.5, 11.2, 11.2])
    monkeypatch.setattr("time.monotonic", lambda: next(times))
    monkeypatch.setattr(terminal, "stderr", Console(stderr=True))
    report = reporter()

    for number in (1, 2, 3):
        report(f"moved {number}")

    shown = capsys.readouterr()
    assert shown.out == ""
    assert "moved 1" in shown.err
    assert "moved 2" not in shown.err
    assert "moved 3" in shown.err


def test_later_steps_get_outputs_and_the_run_its_summary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_OUTPUT", str(tmp_path / "outputs"))
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary"))

    set_output("region", "us-east-1")
    set_output("arn", "arn:aws:iam::111111111111:role/plan")
    summarize("# Plans")

    assert (tmp_path / "outputs").read_text() == "region=us-east-1\narn=arn:aws:iam::111111111111:role/plan\n"
    assert (tmp_path / "summary").read_text() == "# Plans\n"


def test_outside_a_job_there_is_nobody_to_tell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_OUTPUT", raising=False)
    monkeypatch.chdir(tmp_path)

    set_output("region", "us-east-1")

    assert list(tmp_path.iterdir()) == []
