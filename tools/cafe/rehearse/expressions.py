"""The few of GitHub's expressions that the workflows use, for a rehearsal without act."""

import re
from collections.abc import Mapping
from typing import Any

EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
COMPARISON = re.compile(r"(.+?)\s*(==|!=)\s*(.+)")
Context = Mapping[str, Any]


def fill(text: str, context: Context) -> str:
    """The text with the value of each expression in its place; what is not there is empty."""
    return EXPRESSION.sub(lambda found: _text(_value(found[1], context)), text)


def holds(condition: str, context: Context, *, has_failed: bool) -> bool:
    """Whether an `if` holds. Without failure() or cancelled() it needs success, as on GitHub."""
    bare = EXPRESSION.sub(lambda found: found[1], condition)
    has_status = "failure()" in bare or "cancelled()" in bare
    terms = [term.strip() for term in bare.split("&&")] if bare else []
    return (has_status or not has_failed) and all(_holds(term, context, has_failed) for term in terms)


def _holds(term: str, context: Context, has_failed: bool) -> bool:
    if term == "failure()":
        return has_failed
    if term == "!cancelled()":
        return True
    compared = COMPARISON.fullmatch(term)
    if compared:
        is_same = _text(_value(compared[1], context)) == _text(_value(compared[3], context))
        return is_same == (compared[2] == "==")
    return bool(_value(term, context))


def _value(expression: str, context: Context) -> object:
    if expression.startswith("'"):
        return expression.strip("'")
    found: object = context
    for name in expression.split("."):
        found = found.get(name) if isinstance(found, Mapping) else None
    return found


def _text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)
