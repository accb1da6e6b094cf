"""What a folder of plans is: whose, made of what, and on which state."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from cafe.build.checksums import Checksums
from cafe.errors import CafeError
from cafe.terraform_state import Version

FORMAT = 1
MANIFEST = "plan.json"


@dataclass(frozen=True)
class UnitPlan:
    """One unit's plan. `sha256` of the saved plan is empty when it could not be planned; `error` tells why.

    `state` is what the plan was made on (None: none yet), `outputs` are digests of its dependencies' outputs then.
    """

    name: str
    sha256: str = ""
    error: str = ""
    has_changes: bool = False
    state: Version | None = None
    mocked: tuple[str, ...] = ()
    moving: tuple[str, ...] = ()
    outputs: Mapping[str, str] = field(default_factory=dict)

    @property
    def status(self) -> str:
        if self.error:
            return "failed"
        return "changes" if self.has_changes else "unchanged"

    @property
    def is_provisional(self) -> bool:
        return bool(self.mocked or self.moving)


@dataclass(frozen=True)
class Manifest:
    """The plans of one environment, made at `made_at` (UTC, ISO 8601) of a commit ("" where there is none)."""

    environment: str
    account_id: str
    commit: str
    made_at: str
    terraform: str
    terragrunt: str
    artifacts: Checksums
    units: tuple[UnitPlan, ...]

    @property
    def failed(self) -> tuple[UnitPlan, ...]:
        return tuple(unit for unit in self.units if unit.error)

    def to_json(self) -> str:
        units = [asdict(unit) | {"status": unit.status} for unit in self.units]
        return json.dumps({"format": FORMAT} | asdict(self) | {"units": units}, indent=1)


def read_manifest(folder: Path) -> Manifest:
    """The manifest in `folder`. Raises CafeError when there is none, or another version's."""
    try:
        return _manifest(json.loads((folder / MANIFEST).read_text()))
    except FileNotFoundError:
        raise CafeError(f"There are no plans in {folder}.", "Make them: cafe plan ENVIRONMENT --out DIR") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise CafeError(f"{folder / MANIFEST} is not one that this version reads.", "Plan again.") from None


def _manifest(fields: dict[str, Any]) -> Manifest:
    if fields.pop("format") != FORMAT:
        raise ValueError("format")
    units = tuple(_unit(unit) for unit in fields.pop("units"))
    return Manifest(**fields, units=units)


def _unit(fields: dict[str, Any]) -> UnitPlan:
    fields.pop("status")
    state = fields.pop("state")
    mocked, moving = tuple(fields.pop("mocked")), tuple(fields.pop("moving"))
    return UnitPlan(**fields, state=Version(**state) if state else None, mocked=mocked, moving=moving)
