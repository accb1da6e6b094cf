"""Summaries as files."""

from pathlib import Path

import pytest

from plan_comment.errors import PlanCommentError
from plan_comment.summary import read_summaries, to_json
from tests.support.tools.plans import golden

SUMMARIES = tuple(summary for case in golden.CASES for summary in golden.summaries(case))


def test_reads_what_was_written(tmp_path: Path) -> None:
    file = tmp_path / "summary.json"
    file.write_text(to_json(SUMMARIES))

    assert read_summaries(file) == SUMMARIES


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{}", '{"format": 1}', '{"format": 2, "environments": [{}]}', '{"format": 2, "environments": [7]}',
     '{"format": 2, "environments": [{"environment": 1, "commit": "", "units": []}]}',
     '{"format": 2, "environments": [{"environment": "dev", "commit": "", "units": "abc"}]}',
     to_json(SUMMARIES).replace('"create"', '"shake"'), "[" * 100_000],
)  # fmt: skip
def test_refuses_a_damaged_file(tmp_path: Path, content: str) -> None:
    file = tmp_path / "summary.json"
    file.write_text(content)

    with pytest.raises(PlanCommentError, match="is not a summary that this version reads"):
        read_summaries(file)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(PlanCommentError, match="There is no summary"):
        read_summaries(tmp_path / "absent.json")
