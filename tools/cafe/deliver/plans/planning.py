"""Plans of all units of an environment, saved for a review and for the deploy of what was reviewed."""

import os
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from cafe.aws import Access
from cafe.build.checksums import Checksums
from cafe.build.go_tools import TERRAGRUNT
from cafe.deliver.plans.emulator_gaps import without_gaps
from cafe.deliver.plans.manifest import Manifest, UnitPlan, write_manifest
from cafe.deliver.terraform_errors import error_excerpt
from cafe.deliver.toolchain import terraform_version
from cafe.environments import LiveEnvironment
from cafe.errors import CafeError
from cafe.files import digest_of, read_json, write_json, write_text
from cafe.programs import commit_of
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
    """A unit's plan, and its `terraform show -json`, which is empty if the unit could not be planned."""

    record: UnitPlan
    shown: dict[str, Any] = field(default_factory=dict)

    @property
    def changes_outputs(self) -> bool:
        return bool(changed_outputs(self.shown))

    @property
    def document(self) -> PlanDocument:
        unit = self.record
        return PlanDocument(unit.name, self.shown, unit.error, unit.mocked_dependencies, unit.changing_dependencies)


@dataclass(frozen=True)
class Planning:
    """Makes the plans of one environment in one folder. They hold secrets, so only their owner may read them."""

    units: Units
    live: LiveEnvironment
    access: Access
    folder: Path
    root: Path

    def run(self, artifacts: Checksums) -> Manifest:
        """Plan every unit, even after one that fails. Writes the manifest and the summary of all."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        planned = self._plan_all()
        manifest = self._manifest(artifacts, tuple(unit.record for unit in planned))
        write_manifest(self.folder, manifest)
        plans = read_plans([unit.document for unit in planned], _own_secrets(self.access))
        summary = Summary(manifest.environment, manifest.commit, plans)
        write_text(self.folder / SUMMARY, to_json([summary]), private=True)
        return manifest

    def plan(
        self, name: str, states: Mapping[str, State], changing: Collection[str] = (), saved: str = SAVED
    ) -> Planned:
        """Plan one unit on the states of now; `changing` are the units whose outputs will change."""
        record = self._record(name, states, changing)
        file = self.folder / name / saved
        file.parent.mkdir(mode=0o700, exist_ok=True)
        log = file.with_suffix(".log")
        try:
            with _private(), step(f"{self.live.name} {name} planned"):
                shown = self.units.plan(name, file.resolve(), log)
        except CafeError as failure:
            return Planned(replace(record, error=self._excerpt(log, failure)))
        if self.access.endpoint_url:
            shown = without_gaps(shown)
        write_json(file.with_suffix(".json"), shown, private=True)
        return Planned(replace(record, sha256=digest_of(file), has_changes=shown["applyable"]), shown)

    def _plan_all(self) -> list[Planned]:
        states = {name: read_state(self.access, self.live, name) for name in self.units.names}
        planned: list[Planned] = []
        for name in self.units.names:
            changing = [unit.record.name for unit in planned if unit.changes_outputs]
            planned.append(self.plan(name, states, changing))
        return planned

    def _record(self, name: str, states: Mapping[str, State], changing: Collection[str]) -> UnitPlan:
        dependencies = self.units.dependencies(name)
        mocked = tuple(unit for unit in dependencies if not states[unit].outputs)
        return UnitPlan(
            name=name,
            state=states[name].version,
            mocked_dependencies=mocked,
            changing_dependencies=tuple(unit for unit in dependencies if unit in changing and unit not in mocked),
            outputs={unit: states[unit].digest for unit in dependencies},
        )

    def _excerpt(self, log: Path, failure: CafeError) -> str:
        note(f"{self.live.name} {log.parent.name} could not be planned: {log}")
        text = log.read_text() if log.exists() else failure.problem
        return error_excerpt(text).replace(str(self.root), ".")

    def _manifest(self, artifacts: Checksums, records: tuple[UnitPlan, ...]) -> Manifest:
        return Manifest(
            environment=self.live.name,
            account_id=self.live.account_id,
            commit=commit_of(self.root),
            made_at=datetime.now(UTC).isoformat(timespec="seconds"),
            terraform=terraform_version(),
            terragrunt=TERRAGRUNT.version,
            artifacts=artifacts,
            units=records,
        )


def shown_of(saved: Path) -> dict[str, Any]:
    """The `terraform show -json` of a saved plan."""
    shown: dict[str, Any] = read_json(saved.with_suffix(".json"))
    return shown


def saved_summaries(*folders: Path) -> list[Summary]:
    """The summaries of plans in folders. Raises CafeError if a folder has none."""
    for folder in folders:
        if not (folder / SUMMARY).exists():
            raise CafeError(f"There are no plans in {folder}.", "Make them: cafe plan ENVIRONMENT --out DIR")
    return [summary for folder in folders for summary in read_summaries(folder / SUMMARY)]


def _own_secrets(access: Access) -> Secrets:
    """The credentials that the programs ran with; a provider's error may repeat them."""
    names = ("AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")
    return Secrets(frozenset(value for name in names if len(value := access.variables.get(name, "")) > len("test")))


@contextmanager
def _private() -> Iterator[None]:
    """Files that are made meanwhile, by programs too, are for their owner alone."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)
