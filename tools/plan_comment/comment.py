"""The comment on a pull request: a pure function from summaries of plans to Markdown."""

from collections.abc import Iterator, Sequence

from plan_comment.alerts import alerts
from plan_comment.detail_levels import LEVELS, Detail
from plan_comment.markdown import cell, code
from plan_comment.summary import Action, Summary, UnitSummary
from plan_comment.unit_sections import unit_sections

MARKER = "<!-- plan-comment -->"
LIMIT_BYTES = 65_000  # GitHub refuses more than 65,536 characters; bytes are never fewer
COUNTED = (Action.CREATE, Action.UPDATE, Action.REPLACE, Action.DELETE)
OTHERS = {Action.IMPORT: "imported", Action.MOVE: "moved", Action.FORGET: "forgotten", Action.READ: "read"}
HEADER = "| environment | unit | create | change | replace | destroy | and |\n|---|---|--:|--:|--:|--:|---|"


def render_comment(summaries: Sequence[Summary], limit_bytes: int = LIMIT_BYTES) -> str:
    """What plans of one or more environments will do, with as much detail as fits."""
    texts = [_render(summaries, detail) for detail in LEVELS]
    return next((text for text in texts if len(text.encode()) < limit_bytes), texts[-1])


def _render(summaries: Sequence[Summary], detail: Detail) -> str:
    blocks = [
        MARKER,
        f"## {_headline(summaries)}",
        _table(summaries, detail),
        *(alerts(summary, detail) for summary in summaries),
        _unchanged(summaries) if detail.by_unit else "",
        *(text for summary in summaries for text in unit_sections(summary, detail)),
        _footer(summaries, detail),
    ]
    return "\n\n".join(filter(None, blocks)) + "\n"


def _headline(summaries: Sequence[Summary]) -> str:
    units = [unit for summary in summaries for unit in summary.units]
    counts = [f"{total} to {action.verb}" for action in reversed(COUNTED) if (total := _total(units, action))]
    if failed := sum(bool(unit.error) for unit in units):
        counts.insert(0, f"{failed} {'unit' if failed == 1 else 'units'} without a plan")
    return f"Plans: {', '.join(counts) or 'nothing to do'}"


def _table(summaries: Sequence[Summary], detail: Detail) -> str:
    rows = [row for summary in summaries for row in _rows(summary, detail)] if detail.by_environment else []
    return "\n".join([HEADER, *rows, _row("**all**", "", [unit for summary in summaries for unit in summary.units])])


def _rows(summary: Summary, detail: Detail) -> Iterator[str]:
    name = cell(summary.environment)
    if not detail.by_unit:
        yield _row(name, "all", summary.units)
        return
    for unit in summary.units:
        yield _row(name, cell(unit.name), [unit], _remark(unit))


def _row(environment: str, unit: str, units: Sequence[UnitSummary], remark: str = "") -> str:
    counts = [str(_total(units, action)) for action in COUNTED]
    others = [f"{count} {word}" for action, word in OTHERS.items() if (count := _total(units, action))]
    if outputs := sum(len(unit.outputs) for unit in units):
        others.append(f"{outputs} {'output' if outputs == 1 else 'outputs'}")
    if drift := sum(len(unit.drift) for unit in units):
        others.append(f"**{drift} changed outside Terraform**")
    return f"| {environment} | {unit} | {' | '.join(counts)} | {', '.join(filter(None, [*others, remark]))} |"


def _remark(unit: UnitSummary) -> str:
    if unit.error:
        return "**no plan**"
    return "provisional" if unit.is_provisional else ""


def _total(units: Sequence[UnitSummary], action: Action) -> int:
    return sum(unit.count(action) for unit in units)


def _unchanged(summaries: Sequence[Summary]) -> str:
    named = [(summary, [code(unit.name) for unit in summary.units if unit.is_unchanged]) for summary in summaries]
    lines = [f"{code(summary.environment)} {', '.join(names)}" for summary, names in named if names]
    return f"Unchanged: {'; '.join(lines)}." if lines else ""


def _footer(summaries: Sequence[Summary], detail: Detail) -> str:
    commits = sorted({summary.commit[:12] for summary in summaries if summary.commit})
    made = f"Planned from {', '.join(map(code, commits[:4]))}." if commits else ""
    cut = "" if detail is LEVELS[0] else "Detail was left out to stay below GitHub's limit; every count is complete."
    return " ".join(filter(None, (made, cut)))
