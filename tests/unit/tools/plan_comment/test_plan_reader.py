"""From `terraform show -json` to a summary."""

from typing import Any

import pytest

from plan_comment.plan_reader import PlanDocument, changed_outputs, read_plans
from plan_comment.summary import Action, Change, UnitSummary


def read(*changes: dict[str, Any], drift: tuple[dict[str, Any], ...] = ()) -> UnitSummary:
    return read_plans([PlanDocument("unit", {"resource_changes": changes, "resource_drift": drift})])[0]


def change(*actions: str, before: object = None, after: object = None, **more: object) -> dict[str, Any]:
    inner = {"actions": actions, "before": before, "after": after, "importing": more.pop("importing", None)}
    return {"address": "a.b", "type": "a", "change": inner, **more}


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (change("create"), Change("a.b", "a", Action.CREATE)),
        (change("create", "delete"), Change("a.b", "a", Action.REPLACE)),
        (change("create", "forget"), Change("a.b", "a", Action.REPLACE)),
        (change("read"), Change("a.b", "a", Action.READ)),
        (change("no-op", importing={"id": "x"}), Change("a.b", "a", Action.IMPORT, "imported as x")),
        (change("no-op", importing={}), None),
        (change("no-op", previous_address="a.old"), Change("a.b", "a", Action.MOVE, "moved from a.old")),
        (change("no-op"), None),
        (
            change("delete", action_reason="delete_because_count_index"),
            Change("a.b", "a", Action.DELETE, "its index is beyond the count"),
        ),
        (change("delete", action_reason="a_new_reason"), Change("a.b", "a", Action.DELETE, "a new reason")),
    ],
)
def test_a_change_has_one_action_and_a_reason(found: dict[str, Any], expected: Change | None) -> None:
    assert read(found).changes == ((expected,) if expected else ())


def test_drift_is_what_the_plan_would_undo() -> None:
    undone = change("update", before={"size": 2, "name": "x"}, after={"size": 1, "name": "x"})
    by_hand = change("update", before={"size": 1, "echo": "a"}, after={"size": 2, "echo": "b"})
    elsewhere = by_hand | {"address": "a.other"}

    (drifted,) = read(undone, drift=(by_hand, elsewhere)).drift

    assert [attribute.path for attribute in drifted.attributes] == ["size"]


def test_drift_that_the_plan_leaves_is_not_named() -> None:
    undone = change("update", before={"name": "x"}, after={"name": "y"})
    by_hand = change("update", before={"echo": "a"}, after={"echo": "b"})

    assert read(undone, drift=(by_hand, change("no-op"))).drift == ()


def test_outputs_that_change_are_listed_by_name() -> None:
    outputs = {name: {"actions": [action]} for name, action in (("b", "update"), ("a", "create"), ("c", "no-op"))}

    assert changed_outputs({"output_changes": outputs}) == ["a", "b"]
