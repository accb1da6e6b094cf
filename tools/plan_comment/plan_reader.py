"""From `terraform show -json` of saved plans to summaries."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from plan_comment.differences import MarkedValue, differences
from plan_comment.redaction import NO_SECRETS, Secrets, collect
from plan_comment.summary import Action, Change, UnitSummary

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
    "replace_because_tainted": "an earlier apply did not finish",
    "replace_because_cannot_update": "",  # the attributes that force it are named
    "replace_by_request": "requested with -replace",
    "replace_by_triggers": "replace_triggered_by",
    "delete_because_no_resource_config": "it is no longer declared",
    "delete_because_wrong_repetition": "its count or for_each was added or removed",
    "delete_because_count_index": "its index is beyond the count",
    "delete_because_each_key": "its key is no longer in for_each",
    "delete_because_no_module": "its module is no longer declared",
    "delete_because_no_move_target": "it was moved to a resource that is not declared",
    "read_because_config_unknown": "its configuration is not known before the apply",
    "read_because_dependency_pending": "a resource that it depends on changes",
    "read_because_check_nested": "it belongs to a check",
}
MALFORMED = (AttributeError, LookupError, TypeError, ValueError, RecursionError)


@dataclass(frozen=True)
class PlanDocument:
    """What `terraform show -json` prints of a unit's saved plan, or with `error` why there is none."""

    name: str
    document: dict[str, Any] = field(default_factory=dict)
    error: str = ""
    mocked_dependencies: tuple[str, ...] = ()
    changing_dependencies: tuple[str, ...] = ()


def open_plan(name: str, file: str) -> PlanDocument:
    """The plan that is in a file; one that can't be read has an error."""
    try:
        return PlanDocument(name, _document(Path(file)))
    except OSError as error:
        return PlanDocument(name, error=f"{file}: {error.strerror}.")
    except MALFORMED:
        return PlanDocument(name, error=f"{file} is not a plan as `terraform show -json` prints it (format 1).")


def _document(file: Path) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(file.read_bytes())
    if not document["format_version"].startswith("1.") or not {"resource_changes", "planned_values"} & set(document):
        raise ValueError(file)
    return document


def read_plans(plans: Sequence[PlanDocument], secrets: Secrets = NO_SECRETS) -> tuple[UnitSummary, ...]:
    """A summary of each plan; `secrets` and the secrets of all these plans are hidden in each."""
    collected = [_collected(plan) for plan in plans]
    for _, found in collected:
        secrets |= found
    return tuple(_summary(plan, secrets) for plan, _ in collected)


def _collected(plan: PlanDocument) -> tuple[PlanDocument, Secrets]:
    try:
        return plan, collect(plan.document)
    except MALFORMED as error:
        return _unreadable(plan, error), Secrets()


def _unreadable(plan: PlanDocument, error: Exception) -> PlanDocument:
    return replace(plan, error=f"The plan has a form that this version does not read: {type(error).__name__}: {error}")


def _summary(plan: PlanDocument, secrets: Secrets) -> UnitSummary:
    bare = UnitSummary(
        plan.name,
        mocked_dependencies=plan.mocked_dependencies,
        changing_dependencies=plan.changing_dependencies,
        error=secrets.hide(plan.error),
    )
    if plan.error:
        return bare
    try:
        return replace(
            bare,
            changes=tuple(_changes(plan.document, secrets)),
            drift=tuple(_drift(plan.document, secrets)),
            outputs=tuple(secrets.hide(output) for output in changed_outputs(plan.document)),
        )
    except MALFORMED as error:
        return _summary(_unreadable(plan, error), secrets)


def changed_outputs(plan: dict[str, Any]) -> list[str]:
    """Names of the outputs that the plan changes."""
    changes = plan.get("output_changes", {})
    return sorted(name for name, change in changes.items() if change["actions"] != ["no-op"])


def _changes(plan: dict[str, Any], secrets: Secrets) -> Iterator[Change]:
    for change in plan.get("resource_changes", []):
        action = _action(change)
        if action is not None:
            yield _change(change, action, _why(change), secrets)


def _drift(plan: dict[str, Any], secrets: Secrets) -> Iterator[Change]:
    """What was changed outside Terraform and this plan would undo.

    Terraform also lists attributes that repeat another resource's, such as a bucket's policy.
    """
    undone = {change.address: {attribute.path for attribute in change.attributes} for change in _changes(plan, secrets)}
    for change in plan.get("resource_drift", []):
        action = ACTIONS.get(tuple(change["change"]["actions"]))
        if action is None or secrets.hide(change["address"]) not in undone:
            continue
        drifted = _change(change, action, "", secrets)
        ours = tuple(each for each in drifted.attributes if each.path in undone[drifted.address])
        if ours or action is Action.DELETE:
            yield replace(drifted, attributes=ours)


def _action(change: dict[str, Any]) -> Action | None:
    actions = tuple(change["change"]["actions"])
    if actions != ("no-op",):
        return ACTIONS[actions]
    if change["change"].get("importing"):
        return Action.IMPORT
    return Action.MOVE if change.get("previous_address") else None


def _why(change: dict[str, Any]) -> str:
    reason = change.get("action_reason", "")
    words = [REASONS.get(reason, reason.replace("_", " "))]
    if change.get("previous_address"):
        words.append(f"moved from {change['previous_address']}")
    if change["change"].get("importing"):
        words.append(f"imported as {change['change']['importing'].get('id', 'it is')}")
    return ", ".join(filter(None, words))


def _change(change: dict[str, Any], action: Action, why: str, secrets: Secrets) -> Change:
    shown = Change(secrets.hide(change["address"]), change["type"], action, secrets.hide(why))
    if action not in (Action.UPDATE, Action.REPLACE):
        return shown
    detail = change["change"]
    before = MarkedValue(detail["before"], detail.get("before_sensitive", False))
    after = MarkedValue(detail["after"], detail.get("after_sensitive", False), detail.get("after_unknown", False))
    replacing = frozenset(str(path[0]) for path in detail.get("replace_paths") or [] if path)
    return replace(shown, attributes=differences(before, after, secrets, replacing))
