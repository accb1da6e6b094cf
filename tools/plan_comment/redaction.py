"""The sensitive values of plans, and their removal from every text that is shown.

Terraform marks places, not values: a value that is marked in one attribute appears unmarked in a computed attribute, in
an output or inside a JSON document. So the marked values are collected, and searched for in all texts.
"""

import base64
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import quote

HIDDEN = "(sensitive)"
MARKS = {"before": "before_sensitive", "after": "after_sensitive", "values": "sensitive_values", "value": "sensitive"}
"""Where Terraform puts a value, and beside it the mark for it."""
SHORTEST = 5  # a shorter one (`site`, of a block with a secret) is hidden only where it is a whole value


@dataclass(frozen=True)
class Secrets:
    """Values never to be shown."""

    values: frozenset[str] = field(default_factory=frozenset)

    def __or__(self, other: "Secrets") -> "Secrets":
        return Secrets(self.values | other.values)

    def hide(self, text: str) -> str:
        """`text` without any secret, in any of its forms."""
        if text in self.values:
            return HIDDEN
        for form in self._forms:
            if form in text:
                text = text.replace(form, HIDDEN)
        return text

    @cached_property
    def _forms(self) -> tuple[str, ...]:
        forms = {form for value in self.values for form in _forms(value) if len(form) >= SHORTEST}
        return tuple(sorted(forms, key=lambda form: (-len(form), form)))


NO_SECRETS = Secrets()


def collect(plan: dict[str, Any]) -> Secrets:
    """All that `terraform show -json` of a saved plan marks as sensitive, anywhere."""
    declared = plan.get("configuration", {}).get("root_module", {}).get("variables", {})
    variables = [
        leaf
        for name, variable in plan.get("variables", {}).items()
        for leaf in _marked(variable.get("value"), declared.get(name, {}).get("sensitive"))
    ]
    return Secrets(frozenset(filter(None, [*_marked_below(plan), *variables])))


def _marked_below(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        for name, mark in MARKS.items():
            yield from _marked(node.get(name), node.get(mark))
    for below in children(node):
        yield from _marked_below(below)


def _marked(value: object, mark: object) -> Iterator[str]:
    if mark is True:
        yield from _leaves(value)
    elif isinstance(value, dict) and isinstance(mark, dict):
        for name, below in mark.items():
            yield from _marked(value.get(name), below)
    elif isinstance(value, list) and isinstance(mark, list):
        for item, below in zip(value, mark, strict=False):
            yield from _marked(item, below)


def _leaves(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
        yield from _leaves(parse_document(value))
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield json.dumps(value)
    for below in children(value):
        yield from _leaves(below)


def children(value: object) -> Iterable[object]:
    """The values of an object or of an array of JSON; nothing of another value."""
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def parse_document(text: str) -> dict[str, Any] | list[Any] | None:
    """The object or array that a text is the JSON form of, or None."""
    if not text.lstrip().startswith(("{", "[")):
        return None
    try:
        parsed = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return parsed if isinstance(parsed, dict | list) else None


def _forms(value: str) -> Iterable[str]:
    """A value as it may be written in a JSON document (also one in another), in a URL, and in base64."""
    once, twice = _quoted(value), [form for text in _quoted(value) for form in _quoted(text)]
    raw = value.encode("utf-8", "surrogatepass")
    encoded = (base64.b64encode(raw).decode(), base64.urlsafe_b64encode(raw).decode())
    return {value, *once, *twice, *encoded, quote(raw), quote(raw, safe=""), *(text.rstrip("=") for text in encoded)}


def _quoted(value: str) -> list[str]:
    plain = json.dumps(value, ensure_ascii=False)[1:-1]
    ascii_only = json.dumps(value)[1:-1]
    return [plain, ascii_only, *(_as_terraform_escapes(text) for text in (plain, ascii_only))]


def _as_terraform_escapes(text: str) -> str:
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
