"""Comparison of a plan of now with the plan that was reviewed."""

from typing import Any

from plan_comment.differences import value_at

NOTHING = ("no-op",)


def unreviewed(reviewed: dict[str, Any], now: dict[str, Any], *, values_too: bool) -> list[str]:
    """A line for each change of `now` that nobody reviewed; both are `terraform show -json` of a plan.

    Reviewed changes that are no longer needed are no difference. With `values_too` the known values must be equal as
    well; without, as for a plan made on mocked outputs, only addresses and actions must be.
    """
    known = _changes(reviewed)
    found = {
        address: _difference(known.get(address), change, values_too=values_too)
        for address, change in _changes(now).items()
    }
    return [f"{address}: to {difference}" for address, difference in found.items() if difference]


def done_since(reviewed: dict[str, Any], now: dict[str, Any]) -> int:
    """The number of reviewed changes that are no longer needed."""
    return len(_changes(reviewed).keys() - _changes(now).keys())


def count_changes(plan: dict[str, Any]) -> int:
    return len(_changes(plan))


def _changes(plan: dict[str, Any]) -> dict[str, dict[str, Any]]:
    changes = {change["address"]: change["change"] for change in plan.get("resource_changes", [])}
    return {address: change for address, change in changes.items() if tuple(change["actions"]) != NOTHING}


def _difference(reviewed: dict[str, Any] | None, now: dict[str, Any], *, values_too: bool) -> str:
    if reviewed is None:
        return f"{_verb(now)}, which was not in the plan"
    if reviewed["actions"] != now["actions"]:
        return f"{_verb(now)}, not to {_verb(reviewed)}"
    if values_too and not _same_values(reviewed, now):
        return f"{_verb(now)} with other values"
    return ""


def _verb(change: dict[str, Any]) -> str:
    actions = change["actions"]
    return "replace" if len(actions) > 1 else {"delete": "destroy"}.get(actions[0], actions[0])


def _same_values(reviewed: dict[str, Any], now: dict[str, Any]) -> bool:
    return reviewed["before"] == now["before"] and _fits(
        reviewed["after"], reviewed.get("after_unknown"), now["after"], now.get("after_unknown")
    )


def _fits(value: object, unknown: object, now: object, unknown_now: object) -> bool:
    """Equal, but for what was not known at the review."""
    if unknown is True:
        return True
    if unknown_now is True:
        return False
    if isinstance(value, dict) and isinstance(now, dict):
        keys = {*value, *now, *(unknown if isinstance(unknown, dict) else ())}
        return all(_fits(*_below(value, unknown, key), *_below(now, unknown_now, key)) for key in keys)
    if isinstance(value, list) and isinstance(now, list) and len(value) == len(now):
        return all(
            _fits(*_below(value, unknown, index), *_below(now, unknown_now, index)) for index in range(len(value))
        )
    return value == now


def _below(value: object, unknown: object, key: str | int) -> tuple[object, object]:
    return value_at(value, key), unknown if unknown is True else value_at(unknown, key)
