"""Plans of all units of an environment, saved for a review and for the deploy of what was reviewed."""

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from cafe.aws import Access
from cafe.build.checksums import Checksums
from cafe.build.go_tools import TERRAGRUNT
from cafe.deliver.plans.emulator_gaps import without_untold
from cafe.deliver.plans.manifest import MANIFEST, Manifest, UnitPlan
from cafe.deliver.terraform_errors import error_excerpt
from cafe.environments import LiveEnvironment
from cafe.errors import CafeError
from cafe.files import digest_of
from cafe.terminal import note, step
from cafe.terraform_state import State, read_state
from plan_comment.plan_reader import PlanDocument, changed_outputs, read_plans
from plan_comment.redaction import Secrets
from plan_comment.summary import Summary, read_summaries, to_json

SAVED = "plan.tfplan"
LOG = "plan.log"
SUMMARY = "summary.json"


class Units(Protocol):
    """The units of an environment; `names` has each after those that it depends on."""

    @property
    def names(self) -> tuple[str, ...]: ...
    def dependencies(self, unit: str) -> tuple[str, ...]: ...
    def plan(self, unit: str, saved: Path, log: Path) -> dict[str, Any]: ...
    def apply(self, unit: str, saved: Path, log: Path) -> None: ...


@dataclass(frozen=True)
class Planned:
    """A unit's plan, and Terraform's own description of it; without one there is an error."""

    record: UnitPlan
    shown: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Planning:
    """Makes the plans of one environment in one folder. What it writes holds secrets, so only its owner may read it."""

    units: Units
    live: LiveEnvironment
    access: Access
    folder: Path
    root: Path

    def run(self, artifacts: Checksums) -> Manifest:
        """Plan every unit, also behind one that fails; the manifest and the summary tell all of them."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        states = {name: read_state(self.access, self.live, name) for name in self.units.names}
        planned: dict[str, Planned] = {}
        for name in self.units.names:
            moving = tuple(x for x in self.units.dependencies(name) if _changes_outputs(planned.get(x)))
            planned[name] = self.plan(name, states, moving)
        manifest = self._manifest(artifacts, [unit.record for unit in planned.values()])
        _write(self.folder / MANIFEST, manifest.to_json())
        _write(self.folder / SUMMARY, to_json([self._summary(manifest, planned)]))
        return manifest

    def plan(self, name: str, states: dict[str, State], moving: tuple[str, ...] = (), saved: str = SAVED) -> Planned:
        """Plan one unit on the state that it has now."""
        dependencies = self.units.dependencies(name)
        mocked = tuple(x for x in dependencies if not states[x].outputs)
        record = UnitPlan(
            name=name,
            state=states[name].version,
            mocked=mocked,
            moving=tuple(x for x in moving if x not in mocked),
            outputs={x: states[x].digest for x in dependencies},
        )
        file = self.folder / name / saved
        file.parent.mkdir(mode=0o700, exist_ok=True)
        log = file.with_suffix(".log")
        try:
            with _private(), step(f"{self.live.name} {name} planned"):
                shown = self._tellable(self.units.plan(name, file.resolve(), log))
        except CafeError as failure:
            text = log.read_text() if log.exists() else failure.problem
            note(f"{self.live.name} {name} could not be planned: {log}")
            return Planned(replace(record, error=self._told(error_excerpt(text))))
        _write(file.with_suffix(".json"), json.dumps(shown))
        return Planned(replace(record, sha256=digest_of(file), has_changes=shown["applyable"]), shown)

    def _tellable(self, shown: dict[str, Any]) -> dict[str, Any]:
        return without_untold(shown) if self.access.endpoint_url else shown

    def _told(self, error: str) -> str:
        return error.replace(str(self.root), ".")

    def _manifest(self, artifacts: Checksums, records: list[UnitPlan]) -> Manifest:
        return Manifest(
            environment=self.live.name,
            account_id=self.live.account_id,
            commit=commit_of(self.root),
            made_at=datetime.now(UTC).isoformat(timespec="seconds"),
            terraform=_terraform_version(),
            terragrunt=TERRAGRUNT.version,
            artifacts=artifacts,
            units=tuple(records),
        )

    def _summary(self, manifest: Manifest, planned: dict[str, Planned]) -> Summary:
        plans = [
            PlanDocument(unit.record.name, unit.shown, unit.record.error, unit.record.mocked, unit.record.moving)
            for unit in planned.values()
        ]
        return Summary(manifest.environment, manifest.commit, read_plans(plans, _own_secrets(self.access)))


def shown_of(saved: Path) -> dict[str, Any]:
    """What Terraform says of a saved plan."""
    shown: dict[str, Any] = json.loads(saved.with_suffix(".json").read_text())
    return shown


def saved_summaries(*folders: Path) -> list[Summary]:
    """The summaries of plans in folders. Raises CafeError if a folder has none."""
    for folder in folders:
        if not (folder / SUMMARY).exists():
            raise CafeError(f"There are no plans in {folder}.", "Make them: cafe plan ENVIRONMENT --out DIR")
    return [summary for folder in folders for summary in read_summaries(folder / SUMMARY)]


def commit_of(root: Path) -> str:
    """The commit that is checked out; "" where there is none."""
    answer = subprocess.run(["git", "rev-parse", "HEAD"], cwd=root, capture_output=True, text=True, check=False)
    return answer.stdout.strip() if answer.returncode == 0 else ""


def _changes_outputs(planned: Planned | None) -> bool:
    return planned is not None and bool(changed_outputs(planned.shown))


def _own_secrets(access: Access) -> Secrets:
    """The credentials that the programs ran with; a provider's error may repeat them."""
    names = ("AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")
    return Secrets(frozenset(value for name in names if len(value := access.variables.get(name, "")) > len("test")))


def _terraform_version() -> str:
    answer = subprocess.run(["terraform", "version", "-json"], capture_output=True, text=True, check=False)
    version: str = json.loads(answer.stdout)["terraform_version"] if answer.returncode == 0 else ""
    return version


def _write(file: Path, content: str) -> None:
    with _private():
        file.unlink(missing_ok=True)
        file.write_text(content)


@contextmanager
def _private() -> Iterator[None]:
    """What is made meanwhile, by programs too, only its owner may read."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)
