"""The folded part of the comment: each unit's changes, resource by resource."""

from collections.abc import Iterator, Sequence

from plan_comment.detail_levels import Detail
from plan_comment.markdown import block, code, raw
from plan_comment.summary import Action, Attribute, Change, Summary, UnitSummary

TITLES = {
    Action.DELETE: "To destroy",
    Action.REPLACE: "To replace",
    Action.UPDATE: "To change in place",
    Action.CREATE: "To create",
    Action.FORGET: "To forget: it stays, but Terraform no longer manages it",
    Action.IMPORT: "To import: it exists, and Terraform will manage it",
    Action.MOVE: "To move in the state only",
    Action.READ: "To read during the apply",
}


def unit_sections(summary: Summary, detail: Detail) -> Iterator[str]:
    """A folded section for each unit that has details."""
    for unit in summary.units:
        body = "\n\n".join(_body(unit, detail))
        if body:
            title = f"{raw(summary.environment)} {raw(unit.name)}: {_counts(unit)}"
            yield f"<details><summary>{title}</summary>\n\n{body}\n\n</details>"


def _counts(unit: UnitSummary) -> str:
    counts = [f"{count} to {action.verb}" for action in TITLES if (count := unit.count(action))]
    drift = [f"{len(unit.drift)} changed outside Terraform"] if unit.drift else []
    return ", ".join([*counts, *drift]) or ("no plan" if unit.error else "outputs change")


def _body(unit: UnitSummary, detail: Detail) -> Iterator[str]:
    if unit.error and detail.error_length:
        yield block(unit.error, detail.error_length)
    if not detail.listed:
        return
    for action, title in TITLES.items():
        yield from _section(title, [change for change in unit.changes if change.action is action], detail)
    yield from _section("Changed outside Terraform", unit.drift, detail)
    if unit.outputs:
        yield f"**Outputs that change** ({len(unit.outputs)}): {', '.join(map(code, unit.outputs[: detail.listed]))}"


def _section(title: str, changes: Sequence[Change], detail: Detail) -> Iterator[str]:
    if not changes:
        return
    lines = [line for change in changes[: detail.listed] for line in _lines(change, detail)]
    if len(changes) > detail.listed:
        lines.append(f"- and {len(changes) - detail.listed} more")
    yield "\n".join([f"**{title}** ({len(changes)})", "", *lines])


def _lines(change: Change, detail: Detail) -> Iterator[str]:
    why = f": {code(change.why)}" if change.why else ""
    yield f"- {code(change.address)}{why}"
    for attribute in change.attributes if detail.attributes else ():
        yield f"  - {_attribute(attribute, detail.value_length)}"


def _attribute(attribute: Attribute, length: int) -> str:
    values = f": {code(attribute.before, length)} → {code(attribute.after, length)}" if length else ""
    forces = " **forces the replacement**" if attribute.forces_replacement else ""
    return f"{code(attribute.path)}{values}{forces}"
