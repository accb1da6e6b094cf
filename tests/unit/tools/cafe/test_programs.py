"""Running other programs."""

import os
import sys
from pathlib import Path

import pytest

from cafe import programs
from cafe.errors import CafeError
from cafe.programs import environment, git, output, require, run

PRINT_ID_AND_STAY = "print(os.getpid(), flush=True); time.sleep(600)"


def test_a_failure_shows_the_last_lines_and_where_all_are(tmp_path: Path) -> None:
    log = tmp_path / "logs" / "tool.log"

    with pytest.raises(CafeError, match="no such coffee") as failure:
        run([sys.executable, "-c", "raise SystemExit('no such coffee')"], log=log, cwd=tmp_path)

    assert str(log) in failure.value.remedy


def test_lines_are_watched_as_they_come(tmp_path: Path) -> None:
    seen: list[str] = []

    run([sys.executable, "-c", "print('one'); print('two')"], log=tmp_path / "log", cwd=tmp_path, watch=seen.append)

    assert seen == ["one", "two"]


@pytest.mark.parametrize("habit", ["", "signal.signal(signal.SIGINT, signal.SIG_IGN); "], ids=["obeys", "ignores it"])
def test_an_interruption_ends_the_program_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, habit: str) -> None:
    def interrupt(line: str) -> None:
        raise KeyboardInterrupt(line)

    monkeypatch.setattr(programs, "SECONDS_TO_FINISH", 0.1 if habit else programs.SECONDS_TO_FINISH)
    endless = f"import os, signal, time; {habit}{PRINT_ID_AND_STAY}"
    with pytest.raises(KeyboardInterrupt) as interruption:
        run([sys.executable, "-c", endless], log=tmp_path / "log", cwd=tmp_path, watch=interrupt)

    with pytest.raises(ProcessLookupError):
        os.kill(int(str(interruption.value)), 0)


def test_a_program_that_is_there_is_found() -> None:
    assert Path(require("sh", "")).name == "sh"


def test_a_missing_program_says_how_to_get_it() -> None:
    with pytest.raises(CafeError, match="mise install"):
        require("no-such-program", "Install it: mise install")


def test_output_is_what_a_program_prints(tmp_path: Path) -> None:
    assert output([sys.executable, "-c", "print('one')"], cwd=tmp_path) == "one\n"


def test_a_failed_program_is_reported_in_its_own_words(tmp_path: Path) -> None:
    with pytest.raises(CafeError, match="failed: no such coffee"):
        output([sys.executable, "-c", "raise SystemExit('no such coffee')"], cwd=tmp_path)


def test_git_reports_what_it_can_not_do(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")

    with pytest.raises(CafeError, match="git rev-parse"):
        git(tmp_path, "rev-parse", "HEAD")


def test_a_program_inherits_variables_except_those_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_PROFILE", "of the caller")
    monkeypatch.setenv("CUP", "small")

    variables = environment({"BEAN": "arabica"}, without=("AWS_",))

    assert (variables["CUP"], variables["BEAN"]) == ("small", "arabica")
    assert "AWS_PROFILE" not in variables
