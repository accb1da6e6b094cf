"""Where two versions of a resource differ, as it may be shown."""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from plan_comment.redaction import HIDDEN, Secrets, parse_document
from plan_comment.summary import Attribute

ABSENT = "(none)"
UNKNOWN = "(known after apply)"
LONGEST = 240
EMPTY: tuple[object, ...] = (None, "", [], {})


@dataclass(frozen=True)
class Version:
    """A value with the marks that Terraform gives its parts: `true` for all of it, or the same shape again."""

    value: object
    sensitive: object = False
    unknown: object = False

    def below(self, key: str | int) -> "Version":
        return Version(part(self.value, key), _mark(self.sensitive, key), _mark(self.unknown, key))

    @property
    def is_opaque(self) -> bool:
        return self.sensitive is True or self.unknown is True


def differences(
    before: Version, after: Version, secrets: Secrets, replacing: frozenset[str] = frozenset()
) -> tuple[Attribute, ...]:
    """The attributes that differ, innermost first named; empty values of any kind are the same."""
    found = {path: (old, new) for path, old, new in _differ("", before, after)}
    told = {path: versions for path, versions in found.items() if not _is_told_already(path, found)}
    return tuple(_attribute(path, old, new, secrets, replacing) for path, (old, new) in told.items())


def _is_told_already(path: str, found: Collection[str]) -> bool:
    """`tags_all` repeats `tags`."""
    return path.startswith("tags_all") and path.replace("tags_all", "tags", 1) in found


def _attribute(path: str, old: Version, new: Version, secrets: Secrets, replacing: frozenset[str]) -> Attribute:
    forces = path.split(".")[0].split("[")[0] in replacing
    return Attribute(secrets.hide(path), _shown(old, secrets), _shown(new, secrets), forces)


def _differ(path: str, old: Version, new: Version) -> Iterator[tuple[str, Version, Version]]:
    if old.value == new.value and not _has_mark(new.unknown):
        return
    if old.is_opaque or new.is_opaque:
        if old.value != new.value or new.unknown is True:
            yield path, old, new
        return
    if _is_empty(old) and _is_empty(new):
        return
    inner = [_inside(version) for version in (old, new)]
    keys = _shared_keys(*inner)
    if keys is None:
        yield path, old, new
        return
    for key in keys:
        yield from _differ(_join(path, key), inner[0].below(key), inner[1].below(key))


def _is_empty(version: Version) -> bool:
    return version.value in EMPTY and not _has_mark(version.unknown)


def _has_mark(mark: object) -> bool:
    if isinstance(mark, dict):
        return any(_has_mark(below) for below in mark.values())
    if isinstance(mark, list):
        return any(_has_mark(below) for below in mark)
    return mark is True


def _inside(version: Version) -> Version:
    """A text that is a JSON document is looked into."""
    document = parse_document(version.value) if isinstance(version.value, str) else None
    return version if document is None else Version(document)


def _shared_keys(old: Version, new: Version) -> list[str] | list[int] | None:
    """The keys under which both can be compared further; None where they are compared as a whole."""
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


def part(value: object, key: str | int) -> object:
    """What is at the key; None where nothing is, or where there are no keys."""
    if isinstance(value, dict):
        return value.get(key)
    if isinstance(value, list) and isinstance(key, int) and key < len(value):
        return value[key]
    return None


def _mark(mark: object, key: str | int) -> object:
    return True if mark is True else part(mark, key) or False


def _shown(version: Version, secrets: Secrets) -> str:
    if version.sensitive is True:
        return HIDDEN
    if version.unknown is True:
        return UNKNOWN
    if version.value in EMPTY:
        return ABSENT
    shown = _text(_hidden(version.value, version.sensitive, secrets))
    return shown if len(shown) <= LONGEST else f"{shown[:LONGEST]}… ({len(shown):,} characters)"


def _text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)


def _hidden(value: object, mask: object, secrets: Secrets) -> object:
    """`value` with every secret in it hidden, also those inside a text that is a JSON document."""
    if mask is True:
        return HIDDEN
    if isinstance(value, dict):
        return {secrets.hide(key): _hidden(below, _mark(mask, key), secrets) for key, below in value.items()}
    if isinstance(value, list):
        return [_hidden(below, _mark(mask, index), secrets) for index, below in enumerate(value)]
    if isinstance(value, str):
        document = parse_document(value)
        return secrets.hide(value) if document is None else secrets.hide(_text(_hidden(document, False, secrets)))
    return _hidden_number(value, secrets)


def _hidden_number(value: object, secrets: Secrets) -> object:
    is_secret = not isinstance(value, bool) and value is not None and json.dumps(value) in secrets.values
    return HIDDEN if is_secret else value
