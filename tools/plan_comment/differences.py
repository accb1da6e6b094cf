"""Where the old and the new value of a resource differ, as it may be shown."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from plan_comment.redaction import HIDDEN, Secrets, children, parse_document
from plan_comment.summary import Attribute

ABSENT = "(none)"
UNKNOWN = "(known after apply)"
MOST_CHARACTERS = 241  # one more than a comment shows, so that a cut is seen
EMPTY: tuple[object, ...] = (None, "", [], {})


@dataclass(frozen=True)
class MarkedValue:
    """A value with Terraform's marks on it: `true` for all of it, or a mark for each key."""

    value: object
    sensitive: object = False
    unknown: object = False

    def at(self, key: str | int) -> "MarkedValue":
        return MarkedValue(value_at(self.value, key), _mark_at(self.sensitive, key), _mark_at(self.unknown, key))

    @property
    def is_opaque(self) -> bool:
        return self.sensitive is True or self.unknown is True

    @property
    def is_empty(self) -> bool:
        return self.value in EMPTY and not _has_mark(self.unknown)


def value_at(value: object, key: str | int) -> object:
    """The value at a key; None where there is none."""
    if isinstance(value, dict):
        return value.get(key)
    if isinstance(value, list) and isinstance(key, int) and key < len(value):
        return value[key]
    return None


def _mark_at(mark: object, key: str | int) -> object:
    return True if mark is True else value_at(mark, key) or False


def _has_mark(mark: object) -> bool:
    return mark is True or any(map(_has_mark, children(mark)))


def differences(
    before: MarkedValue, after: MarkedValue, secrets: Secrets, replacing: frozenset[str] = frozenset()
) -> tuple[Attribute, ...]:
    """The innermost attributes that differ; empty values of any kind are equal, and `tags_all` repeats `tags`."""
    found = {path: (old, new) for path, old, new in _differ("", before, after)}
    return tuple(
        Attribute(secrets.hide(path), _shown(old, secrets), _shown(new, secrets), _root(path) in replacing)
        for path, (old, new) in found.items()
        if not (path.startswith("tags_all") and path.replace("tags_all", "tags", 1) in found)
    )


def _root(path: str) -> str:
    return re.split(r"[.\[]", path)[0]


def _differ(path: str, old: MarkedValue, new: MarkedValue) -> Iterator[tuple[str, MarkedValue, MarkedValue]]:
    if old.value == new.value and not _has_mark(new.unknown):
        return
    if old.is_opaque or new.is_opaque:
        if old.value != new.value or new.unknown is True:
            yield path, old, new
        return
    if old.is_empty and new.is_empty:
        return
    old_parsed, new_parsed = _parsed(old), _parsed(new)
    keys = _shared_keys(old_parsed, new_parsed)
    if keys is None:
        yield path, old, new
        return
    for key in keys:
        yield from _differ(_join(path, key), old_parsed.at(key), new_parsed.at(key))


def _parsed(marked: MarkedValue) -> MarkedValue:
    """A text that is a JSON document is compared by its content."""
    document = parse_document(marked.value) if isinstance(marked.value, str) else None
    return marked if document is None else MarkedValue(document)


def _shared_keys(old: MarkedValue, new: MarkedValue) -> list[str] | list[int] | None:
    """The keys to compare by; None where the values are compared as a whole."""
    if isinstance(old.value, dict) and isinstance(new.value, dict):
        unknown = new.unknown if isinstance(new.unknown, dict) else {}
        return sorted({*old.value, *new.value, *unknown})
    if isinstance(old.value, list) and isinstance(new.value, list) and len(old.value) == len(new.value):
        return list(range(len(old.value))) if any(isinstance(item, dict | list) for item in new.value) else None
    return None


def _join(path: str, key: str | int) -> str:
    if isinstance(key, int):
        return f"{path}[{key}]"
    return f"{path}.{key}" if path else key


def _shown(marked: MarkedValue, secrets: Secrets) -> str:
    if marked.sensitive is True:
        return HIDDEN
    if marked.unknown is True:
        return UNKNOWN
    if marked.value in EMPTY:
        return ABSENT
    return _text(_hidden(marked.value, marked.sensitive, secrets))[:MOST_CHARACTERS]


def _text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)


def _hidden(value: object, mark: object, secrets: Secrets) -> object:
    """`value` with every secret in it hidden, also inside a text that is a JSON document."""
    if mark is True:
        return HIDDEN
    if isinstance(value, dict):
        return {secrets.hide(key): _hidden(below, _mark_at(mark, key), secrets) for key, below in value.items()}
    if isinstance(value, list):
        return [_hidden(below, _mark_at(mark, index), secrets) for index, below in enumerate(value)]
    if isinstance(value, str):
        document = parse_document(value)
        return secrets.hide(value if document is None else _text(_hidden(document, False, secrets)))
    is_secret = not isinstance(value, bool | None) and json.dumps(value) in secrets.values
    return HIDDEN if is_secret else value
