"""The comment on a pull request: summaries of plans in, Markdown out, and nothing else."""

from collections.abc import Iterator, Sequence

from plan_comment.alerts import dangers
from plan_comment.detail_levels import LEVELS, Detail
from plan_comment.markdown import cell, code
from plan_comment.summary import Action, Summary, UnitSummary
from plan_comment.unit_sections import details

MARKER = "<!-- cafe-orders: what the plans will do -->"
LIMIT_BYTES = 65_000  # GitHub refuses 65,536 characters; counted in bytes, to be on the safe side of both
COUNTED = (Action.CREATE, Action.UPDATE, Action.REPLACE, Action.DELETE)
OTHERS = {Action.IMPORT: "imported", Action.MOVE: "moved", Action.FORGET: "forgotten", Action.READ: "read"}
WORDS = {Action.DELETE: "destroy", Action.REPLACE: "replace", Action.UPDATE: "change", Action.CREATE: "create"}
HEADER = "| environment | unit | create | change | replace | destroy | and |\n|---|---|--:|--:|--:|--:|---|"


def comment(summaries: Sequence[Summary]) -> str:
    """What plans of one or more environments will do, always short enough for GitHub."""
    texts = (_comment(summaries, detail) for detail in LEVELS)
    return next(text for text in texts if len(text.encode()) < LIMIT_BYTES)


def _comment(summaries: Sequence[Summary], detail: Detail) -> str:
    parts = [
        MARKER,
        f"## {headline(summaries)}",
        _table(summaries, detail),
        *(dangers(summary, detail) for summary in summaries),
        *_unchanged(summaries, detail),
        *(text for summary in summaries for text in details(summary, detail)),
        _footer(summaries, detail),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def headline(summaries: Sequence[Summary]) -> str:
    """All of it in a sentence."""
    units = [unit for summary in summaries for unit in summary.units]
    failed = sum(bool(unit.error) for unit in units)
    counts = [f"{total} to {word}" for action, word in WORDS.items() if (total := _total(units, action))]
    if failed:
        counts.insert(0, f"{failed} {'unit' if failed == 1 else 'units'} could not be planned")
    return f"Plans: {', '.join(counts) or 'nothing to do'}"


def _table(summaries: Sequence[Summary], detail: Detail) -> str:
    rows = [row for summary in summaries for row in _rows(summary, detail)] if detail.by_environment else []
    units = [unit for summary in summaries for unit in summary.units]
    return "\n".join([HEADER, *rows, _row("**all**", "", units, "")])


def _rows(summary: Summary, detail: Detail) -> Iterator[str]:
    name = cell(summary.environment)
    if not detail.by_unit:
        yield _row(name, "all", summary.units, "")
        return
    for unit in summary.units:
        yield _row(name, cell(unit.name), [unit], _remark(unit))


def _row(environment: str, unit: str, units: Sequence[UnitSummary], remark: str) -> str:
    counts = [str(_total(units, action)) for action in COUNTED]
    others = [f"{count} {word}" for action, word in OTHERS.items() if (count := _total(units, action))]
    drift = sum(len(unit.drift) for unit in units)
    outputs = sum(len(unit.outputs) for unit in units)
    others += [f"{outputs} {'output' if outputs == 1 else 'outputs'}"] if outputs else []
    others += [f"**{drift} changed outside Terraform**"] if drift else []
    return f"| {environment} | {unit} | {' | '.join(counts)} | {', '.join([*others, *([remark] if remark else [])])} |"


def _remark(unit: UnitSummary) -> str:
    if unit.error:
        return "**not planned**"
    return "provisional" if unit.is_provisional else ""


def _total(units: Sequence[UnitSummary], action: Action) -> int:
    return sum(unit.count(action) for unit in units)


def _unchanged(summaries: Sequence[Summary], detail: Detail) -> Iterator[str]:
    lines = [f"{code(summary.environment)} {names}" for summary in summaries if (names := _unchanged_units(summary))]
    if lines and detail.by_unit:
        yield f"Unchanged: {'; '.join(lines)}."


def _unchanged_units(summary: Summary) -> str:
    return ", ".join(code(unit.name) for unit in summary.units if unit.is_unchanged)


def _footer(summaries: Sequence[Summary], detail: Detail) -> str:
    commits = sorted({summary.commit[:12] for summary in summaries if summary.commit})
    made = f"Planned of {', '.join(code(commit) for commit in commits[:4])}." if commits else ""
    left_out = (
        "" if detail is LEVELS[0] else "Detail was left out to stay below GitHub's limit; every count is complete."
    )
    return " ".join(text for text in (made, left_out) if text)
