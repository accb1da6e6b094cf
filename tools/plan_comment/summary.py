"""What plans will do, without a secret: all that leaves the job that planned."""

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from cafe.errors import CafeError

FORMAT = 1
SUMMARY = "summary.json"


class Action(StrEnum):
    """What happens to a resource. READ is a data source that can be read at the apply only."""

    CREATE = "create"
    UPDATE = "update"
    REPLACE = "replace"
    DELETE = "delete"
    FORGET = "forget"
    MOVE = "move"
    IMPORT = "import"
    READ = "read"


@dataclass(frozen=True)
class Attribute:
    """One attribute, or a place inside one, with its values as they may be shown."""

    path: str
    before: str
    after: str
    forces_replacement: bool = False


@dataclass(frozen=True)
class Change:
    """What happens to one resource, or what has happened to it outside Terraform; `why` is empty or in words."""

    address: str
    type: str
    action: Action
    why: str = ""
    attributes: tuple[Attribute, ...] = ()


@dataclass(frozen=True)
class UnitSummary:
    """A unit's plan; with `error` there is none.

    `mocked` are dependencies without outputs, `moving` those whose own plan changes their outputs.
    """

    name: str
    changes: tuple[Change, ...] = ()
    drift: tuple[Change, ...] = ()
    outputs: tuple[str, ...] = ()
    mocked: tuple[str, ...] = ()
    moving: tuple[str, ...] = ()
    error: str = ""

    @property
    def is_provisional(self) -> bool:
        return bool(self.mocked or self.moving)

    @property
    def is_unchanged(self) -> bool:
        return not (self.changes or self.drift or self.outputs or self.error)

    def count(self, action: Action) -> int:
        return sum(change.action == action for change in self.changes)


@dataclass(frozen=True)
class Summary:
    """The plans of an environment, made of a commit ("" where there is none)."""

    environment: str
    commit: str
    units: tuple[UnitSummary, ...]

    def to_json(self) -> str:
        return json.dumps({"format": FORMAT} | asdict(self), indent=1)


def read_summary(folder: Path) -> Summary:
    """The summary of the plans in `folder`. Raises CafeError when there is none, or another version's."""
    file = folder / SUMMARY
    try:
        fields = json.loads(file.read_text())
        return _summary(fields)
    except FileNotFoundError:
        raise CafeError(f"There are no plans in {folder}.", "Make them: cafe plan ENVIRONMENT --out DIR") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise CafeError(f"{file} is not a summary that this version reads.", "Plan again.") from None


def _summary(fields: dict[str, Any]) -> Summary:
    if fields["format"] != FORMAT:
        raise ValueError(fields["format"])
    return Summary(fields["environment"], fields["commit"], tuple(_unit(unit) for unit in fields["units"]))


def _unit(fields: dict[str, Any]) -> UnitSummary:
    return UnitSummary(
        name=fields["name"],
        changes=tuple(_change(change) for change in fields["changes"]),
        drift=tuple(_change(change) for change in fields["drift"]),
        outputs=tuple(fields["outputs"]),
        mocked=tuple(fields["mocked"]),
        moving=tuple(fields["moving"]),
        error=fields["error"],
    )


def _change(fields: dict[str, Any]) -> Change:
    attributes = tuple(Attribute(**attribute) for attribute in fields["attributes"])
    return Change(fields["address"], fields["type"], Action(fields["action"]), fields["why"], attributes)
