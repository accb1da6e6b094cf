"""The manifest of a folder of plans: their environment, artifacts, and the state that each was made on."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from cafe.build.checksums import Checksums
from cafe.errors import CafeError
from cafe.files import read_json, write_json
from cafe.terraform_state import StateVersion

FORMAT = 2
MANIFEST = "plan.json"


@dataclass(frozen=True)
class UnitPlan:
    """One unit's plan. A unit that could not be planned has an `error`, and no `sha256` of the saved plan.

    `state` is what the plan was made on (None: none yet), `outputs` are digests of its dependencies' outputs then.
    """

    name: str
    sha256: str = ""
    error: str = ""
    has_changes: bool = False
    state: StateVersion | None = None
    mocked_dependencies: tuple[str, ...] = ()
    changing_dependencies: tuple[str, ...] = ()
    outputs: Mapping[str, str] = field(default_factory=dict)

    @property
    def status(self) -> str:
        if self.error:
            return "failed"
        return "changes" if self.has_changes else "unchanged"

    @property
    def is_provisional(self) -> bool:
        return bool(self.mocked_dependencies or self.changing_dependencies)


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


def write_manifest(folder: Path, manifest: Manifest) -> None:
    units = [asdict(unit) | {"status": unit.status} for unit in manifest.units]
    write_json(folder / MANIFEST, {"format": FORMAT} | asdict(manifest) | {"units": units}, private=True)


def read_manifest(folder: Path) -> Manifest:
    """The manifest in `folder`. Raises CafeError when there is none, or another version's."""
    try:
        return _manifest(read_json(folder / MANIFEST))
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
    for name in ("mocked_dependencies", "changing_dependencies"):
        fields[name] = tuple(fields[name])
    return UnitPlan(**fields, state=StateVersion(**state) if state else None)
