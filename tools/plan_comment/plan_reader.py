"""From `terraform show -json` of a saved plan to what may be told of it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from plan_comment.differences import Version, differences
from plan_comment.redaction import Secrets
from plan_comment.summary import Action, Attribute, Change, UnitSummary

ACTIONS = {
    ("create",): Action.CREATE,
    ("update",): Action.UPDATE,
    ("delete",): Action.DELETE,
    ("delete", "create"): Action.REPLACE,
    ("create", "delete"): Action.REPLACE,
    ("forget",): Action.FORGET,
    ("create", "forget"): Action.REPLACE,
    ("read",): Action.READ,
}
REASONS = {
    "replace_because_tainted": "an earlier apply left it half-made",
    "replace_because_cannot_update": "",  # the attributes that force it are named
    "replace_by_request": "as the person who planned asked",
    "replace_by_triggers": "something it is tied to changes",
    "delete_because_no_resource_config": "it is no longer declared",
    "delete_because_wrong_repetition": "it is declared with another kind of repetition",
    "delete_because_count_index": "its index is beyond the count",
    "delete_because_each_key": "its key is no longer in for_each",
    "delete_because_no_module": "its module is no longer declared",
    "delete_because_no_move_target": "it was moved to what is not declared",
    "read_because_config_unknown": "what it asks for is not known yet",
    "read_because_dependency_pending": "what it depends on changes",
    "read_because_check_nested": "it belongs to a check",
}


def read_plan(
    name: str, plan: dict[str, Any], secrets: Secrets, *, mocked: Iterable[str] = (), moving: Iterable[str] = ()
) -> UnitSummary:
    """The summary of a unit's plan, with `secrets` (those of all units of the environment) hidden."""
    return UnitSummary(
        name=name,
        changes=tuple(_changes(plan.get("resource_changes", []), secrets)),
        drift=tuple(_drift(plan, secrets)),
        outputs=tuple(secrets.hide(output) for output in changed_outputs(plan)),
        mocked=tuple(mocked),
        moving=tuple(moving),
    )


def changed_outputs(plan: dict[str, Any]) -> list[str]:
    """Names of the outputs that the plan changes."""
    changes = plan.get("output_changes", {})
    return sorted(name for name, change in changes.items() if change["actions"] != ["no-op"])


def _changes(changes: list[dict[str, Any]], secrets: Secrets) -> Iterator[Change]:
    for change in changes:
        action = _action(change)
        if action is not None:
            yield _change(change, action, _why(change), secrets)


def _drift(plan: dict[str, Any], secrets: Secrets) -> Iterator[Change]:
    """What was done by hand and this plan would undo.

    Terraform also lists what a resource shows of others that belong to it, as a bucket of its policy.
    """
    undone = {change.address: change for change in _changes(plan.get("resource_changes", []), secrets)}
    for change in plan.get("resource_drift", []):
        action = ACTIONS.get(tuple(change["change"]["actions"]))
        if action is None or secrets.hide(change["address"]) not in undone:
            continue
        drifted = _change(change, action, "", secrets)
        if action is Action.DELETE:
            yield drifted
            continue
        touched = {attribute.path for attribute in undone[drifted.address].attributes}
        ours = tuple(attribute for attribute in drifted.attributes if attribute.path in touched)
        if ours:
            yield replace(drifted, attributes=ours)


def _action(change: dict[str, Any]) -> Action | None:
    actions = tuple(change["change"]["actions"])
    if actions == ("no-op",):
        if change["change"].get("importing"):
            return Action.IMPORT
        return Action.MOVE if change.get("previous_address") else None
    return ACTIONS[actions]


def _why(change: dict[str, Any]) -> str:
    reason = change.get("action_reason", "")
    words = [REASONS.get(reason, reason.replace("_", " "))]
    if change.get("previous_address"):
        words.append(f"moved from {change['previous_address']}")
    if change["change"].get("importing"):
        words.append(f"imported as {change['change']['importing'].get('id', 'what is there')}")
    return ", ".join(word for word in words if word)


def _change(change: dict[str, Any], action: Action, why: str, secrets: Secrets) -> Change:
    detail = change["change"]
    attributes: tuple[Attribute, ...] = ()
    if action in (Action.UPDATE, Action.REPLACE):
        attributes = differences(
            Version(detail["before"], detail.get("before_sensitive", False)),
            Version(detail["after"], detail.get("after_sensitive", False), detail.get("after_unknown", False)),
            secrets,
            _replacing(detail),
        )
    return Change(secrets.hide(change["address"]), change["type"], action, secrets.hide(why), attributes)


def _replacing(detail: dict[str, Any]) -> frozenset[str]:
    return frozenset(str(path[0]) for path in detail.get("replace_paths") or [] if path)
