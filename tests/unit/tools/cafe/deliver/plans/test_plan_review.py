"""What happens at a deploy is what was reviewed, as far as it was known."""

from typing import Any

import pytest

from cafe.deliver.plans.plan_review import count_changes, done_since, unreviewed


def plan(**changes: dict[str, Any]) -> dict[str, Any]:
    return {"resource_changes": [{"address": address, "change": change} for address, change in changes.items()]}


def change(*actions: str, before: Any = None, after: Any = None, unknown: Any = False) -> dict[str, Any]:
    return {"actions": list(actions), "before": before, "after": after, "after_unknown": unknown}


@pytest.mark.parametrize("values_too", [True, False])
def test_the_same_plan_is_reviewed(values_too: bool) -> None:
    made = plan(table=change("create", after={"name": "orders"}), queue=change("no-op"))

    assert unreviewed(made, made, values_too=values_too) == []


def test_a_change_that_was_not_in_the_plan_is_named() -> None:
    now = plan(table=change("delete"))

    assert unreviewed(plan(), now, values_too=False) == ["table: to destroy, which was not in the plan"]


def test_another_action_than_reviewed_is_named() -> None:
    reviewed, now = plan(table=change("update")), plan(table=change("delete", "create"))

    assert unreviewed(reviewed, now, values_too=False) == ["table: to replace, not to update"]


def test_another_value_than_reviewed_is_named() -> None:
    reviewed = plan(queue=change("update", before={"seconds": 1}, after={"seconds": 2}))
    now = plan(queue=change("update", before={"seconds": 1}, after={"seconds": 3}))

    assert unreviewed(reviewed, now, values_too=True) == ["queue: to update with other values"]
    assert unreviewed(reviewed, now, values_too=False) == []


def test_a_change_from_another_value_than_reviewed_is_named() -> None:
    reviewed = plan(queue=change("update", before={"seconds": 1}, after={"seconds": 2}))
    now = plan(queue=change("update", before={"seconds": 9}, after={"seconds": 2}))

    assert unreviewed(reviewed, now, values_too=True) == ["queue: to update with other values"]


def test_what_was_not_known_at_the_review_may_have_become_known() -> None:
    unknown = {"policy": True, "rules": [{"target": True}]}
    reviewed = plan(queue=change("create", after={"name": "q", "rules": [{"port": 1}]}, unknown=unknown))
    now = plan(queue=change("create", after={"name": "q", "policy": "{}", "rules": [{"port": 1, "target": "x"}]}))

    assert unreviewed(reviewed, now, values_too=True) == []


@pytest.mark.parametrize(
    "after", [{"rules": [{"port": 2}]}, {"rules": [{"port": 1}, {"port": 1}]}, {"rules": None}, {}]
)
def test_what_was_known_has_to_be_the_same_inside_lists_too(after: dict[str, Any]) -> None:
    reviewed = plan(queue=change("create", after={"rules": [{"port": 1}]}))

    assert unreviewed(reviewed, plan(queue=change("create", after=after)), values_too=True)


def test_what_was_known_may_not_become_unknown() -> None:
    reviewed = plan(queue=change("create", after={"name": "q"}))
    now = plan(queue=change("create", after={}, unknown={"name": True}))

    assert unreviewed(reviewed, now, values_too=True) == ["queue: to create with other values"]


def test_what_is_done_already_is_no_objection_and_counted() -> None:
    reviewed, now = plan(table=change("create"), queue=change("create")), plan(queue=change("create"))

    assert unreviewed(reviewed, now, values_too=True) == []
    assert done_since(reviewed, now) == 1
    assert count_changes(reviewed) == 2
