"""The cases of the golden tests: real plans, and the comments that they must come to."""

import json
from pathlib import Path
from typing import Any

from plan_comment.comment import comment
from plan_comment.plan_reader import changed_outputs, read_plan
from plan_comment.redaction import collect
from plan_comment.summary import Summary, UnitSummary

HERE = Path(__file__).parent
COMMIT = "0123456789abcdef0123456789abcdef01234567"
CASES = (
    "nothing",
    "creates",
    "table_replaced",
    "deletes",
    "in_place",
    "unknown",
    "sensitive",
    "many",
    "fails",
    "mocks",
    "drift",
    "markdown",
    "moved",
)


def plan(case: str) -> dict[str, Any]:
    """What `terraform show -json` said."""
    loaded: dict[str, Any] = json.loads((HERE / f"{case}.json").read_text())
    return loaded


def unit(case: str, name: str = "order_store", **more: tuple[str, ...]) -> UnitSummary:
    shown = plan(case)
    return read_plan(name, shown, collect(shown), **more)


def summaries(case: str) -> list[Summary]:
    """A case as an environment's plans; some need more than one unit or environment to show what they are for."""
    if case == "fails":
        error = (HERE / "fails.txt").read_text()
        return [Summary("dev", COMMIT, (unit("in_place"), UnitSummary("website", error=error)))]
    if case == "mocks":
        waiting = unit("creates", "order_service", mocked=("identity",), moving=("order_store",))
        assert changed_outputs(plan("creates"))
        return [Summary("dev", COMMIT, (unit("creates"), waiting))]
    both = ("dev", "prod") if case in ("nothing", "many") else ("dev",)
    return [Summary(name, COMMIT, (unit(case), UnitSummary("website"))) for name in both]


def write_comments() -> None:
    """Take what comes out now as what must: read the difference before it is committed."""
    for case in CASES:
        (HERE / f"{case}.md").write_text(comment(summaries(case)))


if __name__ == "__main__":
    write_comments()
