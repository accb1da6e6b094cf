"""Real plans, and the comments that they must come to."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from plan_comment.comment import LIMIT_BYTES, render_comment
from plan_comment.plan_reader import PlanDocument, changed_outputs, read_plans
from plan_comment.summary import Summary, UnitSummary

HERE = Path(__file__).parent
COMMIT = "0123456789abcdef0123456789abcdef01234567"
CASES = sorted(file.stem for file in HERE.glob("*.md"))
LIMITS = {"many": 2000}
"""Bytes of a comment, for cases that are about what is left out."""


def plan(case: str) -> dict[str, Any]:
    """What `terraform show -json` printed."""
    loaded: dict[str, Any] = json.loads((HERE / f"{case}.json").read_text())
    return loaded


def unit(case: str, name: str = "order_store") -> UnitSummary:
    return read_plans([PlanDocument(name, plan(case))])[0]


def summaries(case: str) -> list[Summary]:
    """A case as an environment's plans; some need more than one unit or environment."""
    if case == "fails":
        error = (HERE / "fails.txt").read_text()
        return [Summary("dev", COMMIT, (unit("in_place"), UnitSummary("website", error=error)))]
    if case == "mocks":
        assert changed_outputs(plan("creates"))
        provisional = replace(
            unit("creates", "order_service"), mocked_dependencies=("identity",), changing_dependencies=("order_store",)
        )
        return [Summary("dev", COMMIT, (unit("creates"), provisional))]
    both = ("dev", "prod") if case in ("nothing", "many") else ("dev",)
    return [Summary(name, COMMIT, (unit(case), UnitSummary("website"))) for name in both]


def rendered(case: str) -> str:
    return render_comment(summaries(case), LIMITS.get(case, LIMIT_BYTES))


def write_comments() -> None:
    """Take the rendered comments as the expected ones: read the difference before it is committed."""
    for case in CASES:
        (HERE / f"{case}.md").write_text(rendered(case))


if __name__ == "__main__":
    write_comments()
