"""What plans will do, without a secret: the only data that has to leave the job that plans."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, is_dataclass
from enum import StrEnum
from pathlib import Path
from typing import get_args, get_origin, get_type_hints

from plan_comment.errors import PlanCommentError

FORMAT = 2

type Json = dict[str, Json] | list[Json] | str | int | float | bool | None


class Action(StrEnum):
    """What happens to a resource. READ is a data source that is read during the apply."""

    CREATE = "create"
    UPDATE = "update"
    REPLACE = "replace"
    DELETE = "delete"
    FORGET = "forget"
    MOVE = "move"
    IMPORT = "import"
    READ = "read"

    @property
    def verb(self) -> str:
        """The word of Terraform's own plans."""
        return {Action.DELETE: "destroy", Action.UPDATE: "change"}.get(self, self.value)


@dataclass(frozen=True)
class Attribute:
    """An attribute, or a path inside one, with its values as they may be shown."""

    path: str
    before: str
    after: str
    forces_replacement: bool = False


@dataclass(frozen=True)
class Change:
    """What happens to a resource, or what happened to it outside Terraform; `why` is a phrase or empty."""

    address: str
    type: str
    action: Action
    why: str = ""
    attributes: tuple[Attribute, ...] = ()


@dataclass(frozen=True)
class UnitSummary:
    """A unit's plan, or with `error` why there is none.

    The outputs of `mocked_dependencies` are not known yet; `changing_dependencies` are about to change theirs.
    """

    name: str
    changes: tuple[Change, ...] = ()
    drift: tuple[Change, ...] = ()
    outputs: tuple[str, ...] = ()
    mocked_dependencies: tuple[str, ...] = ()
    changing_dependencies: tuple[str, ...] = ()
    error: str = ""

    @property
    def is_provisional(self) -> bool:
        return bool(self.mocked_dependencies or self.changing_dependencies)

    @property
    def is_unchanged(self) -> bool:
        return not (self.changes or self.drift or self.outputs or self.error)

    def count(self, action: Action) -> int:
        return sum(change.action == action for change in self.changes)


@dataclass(frozen=True)
class Summary:
    """The plans of an environment, made from a commit ("" if unknown)."""

    environment: str
    commit: str
    units: tuple[UnitSummary, ...]


def to_json(summaries: Sequence[Summary]) -> str:
    """The text of a summary file."""
    return json.dumps({"format": FORMAT, "environments": [asdict(summary) for summary in summaries]}, indent=1)


def read_summaries(file: Path) -> tuple[Summary, ...]:
    """The summaries of a file. Raises PlanCommentError if it can't be read or has another format."""
    try:
        document = json.loads(file.read_bytes())
        if document["format"] == FORMAT:
            return tuple(_decode(Summary, each) for each in document["environments"])
    except FileNotFoundError:
        raise PlanCommentError(f"There is no summary {file}.", "Plan first.") from None
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        pass
    raise PlanCommentError(f"{file} is not a summary that this version reads.", "Plan again.")


def _decode[T](kind: type[T], value: Json) -> T:
    """A value of JSON as a dataclass, a tuple, an action or a plain type."""
    if is_dataclass(kind) and isinstance(value, dict):
        hints = get_type_hints(kind)
        return kind(**{field.name: _decode(hints[field.name], value[field.name]) for field in fields(kind)})
    if get_origin(kind) is tuple and isinstance(value, list):
        return tuple(_decode(get_args(kind)[0], each) for each in value)  # type: ignore[return-value]
    if issubclass(kind, Action) and isinstance(value, str):
        return kind(value)
    if not isinstance(value, kind):
        raise TypeError(kind)
    return value
