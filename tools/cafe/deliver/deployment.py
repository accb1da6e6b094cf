"""A deployment: applies what was reviewed, unit by unit, and then publishes the page."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from cafe.aws_errors import PAGE as WHEN_IT_GOES_WRONG
from cafe.build.checksums import Checksums
from cafe.deliver.lambda_aliases import Aliases
from cafe.deliver.last_deployment import LastDeployment, Move, moves_between, save_last_deployment
from cafe.deliver.plans.manifest import Manifest, UnitPlan, read_manifest
from cafe.deliver.plans.plan_checks import PAGE, check_plans
from cafe.deliver.plans.plan_review import count_changes, done_since, unreviewed
from cafe.deliver.plans.planning import SAVED, Planned, Planning, shown_of
from cafe.deliver.terraform_errors import error_excerpt, explain
from cafe.errors import CafeError
from cafe.files import read_json, write_json
from cafe.terminal import note, step
from cafe.terraform_state import State, read_state

AGAIN = "again.tfplan"
APPLY_LOG = "apply.log"
RECORD = "deployment.json"
DONE = (": Creation complete", ": Modifications complete", ": Destruction complete")


class UnitOutcome(StrEnum):
    """The result of a deployment for one unit."""

    UNCHANGED = "unchanged"
    APPLIED = "applied"
    FAILED = "failed"
    NOT_BEGUN = "not begun"


@dataclass
class Progress:
    """How far a deployment is; it is written into the folder of its plans, also after a failure."""

    environment: str
    commit: str
    artifacts: Checksums
    units: dict[str, UnitOutcome]
    moves: dict[str, Move] = field(default_factory=dict)
    is_complete: bool = False

    def __str__(self) -> str:
        by_outcome = {outcome: [name for name, its in self.units.items() if its is outcome] for outcome in UnitOutcome}
        return "; ".join(f"{outcome}: {', '.join(names)}" for outcome, names in by_outcome.items() if names)


@dataclass(frozen=True)
class Deployment:
    """Applies the plans of one folder. `publish` uploads the page that was built."""

    planning: Planning
    aliases: Aliases
    publish: Callable[[], object]

    def run(self, manifest: Manifest, artifacts: Checksums) -> Progress:
        """Raises CafeError that lists what was applied and what was not."""
        check_plans(manifest, self.planning.folder, self.planning.live, self.planning.root, artifacts)
        units = dict.fromkeys((unit.name for unit in manifest.units), UnitOutcome.NOT_BEGUN)
        progress = Progress(manifest.environment, manifest.commit, artifacts, units)
        with self._recorded(progress):
            self._apply_all(manifest, progress)
            with step("page published"):
                self.publish()
            progress.is_complete = True
        return progress

    @contextmanager
    def _recorded(self, progress: Progress) -> Iterator[None]:
        """Record afterwards, also after a failure, which aliases moved."""
        before = self.aliases.versions_live()
        try:
            yield
        finally:
            progress.moves = moves_between(before, self.aliases.versions_live())
            deployment = LastDeployment(progress.commit, progress.moves)
            save_last_deployment(self.planning.access, self.planning.live, deployment)
            write_json(self.planning.folder / RECORD, asdict(progress))

    def _apply_all(self, manifest: Manifest, progress: Progress) -> None:
        for unit in manifest.units:
            progress.units[unit.name] = UnitOutcome.FAILED
            try:
                progress.units[unit.name] = self._deploy_unit(unit)
            except CafeError as failure:
                problem = f"{failure.problem}\n{progress}."
                raise CafeError(problem, failure.remedy, page=failure.page) from None

    def _deploy_unit(self, unit: UnitPlan) -> UnitOutcome:
        states = self._states(unit)
        reason = _replan_reason(unit, states)
        saved, is_needed = SAVED, unit.has_changes
        if reason:
            note(f"{unit.name}: {reason}; planned again")
            saved, is_needed = AGAIN, self._plan_again(unit, states)
        if not is_needed:
            return UnitOutcome.UNCHANGED
        with step(f"{self.planning.live.name} {unit.name} applied"):
            self._apply(unit, saved)
        return UnitOutcome.APPLIED

    def _states(self, unit: UnitPlan) -> dict[str, State]:
        names = (unit.name, *self.planning.units.dependencies(unit.name))
        return {name: read_state(self.planning.access, self.planning.live, name) for name in names}

    def _plan_again(self, unit: UnitPlan, states: dict[str, State]) -> bool:
        """Whether there is something to apply. Raises CafeError when it is not what was reviewed."""
        planned = self.planning.plan(unit.name, states, saved=AGAIN)
        self._check_planned(planned)
        reviewed = shown_of(self._folder(unit) / SAVED)
        self._check_reviewed(unit, reviewed, planned.shown)
        if done := done_since(reviewed, planned.shown):
            note(f"{unit.name}: {done} of {count_changes(reviewed)} reviewed changes are done already")
        return planned.record.has_changes

    def _check_planned(self, planned: Planned) -> None:
        unit = planned.record
        if unit.error:
            raise explain(unit.error, self.planning.live, unit.name) or CafeError(
                f"{unit.name} can't be planned any more:\n{unit.error}\n", "Nothing of it was applied."
            )

    def _check_reviewed(self, unit: UnitPlan, reviewed: dict[str, Any], now: dict[str, Any]) -> None:
        objections = unreviewed(reviewed, now, values_too=not unit.is_provisional)
        if objections:
            plan = f"cafe plan {self.planning.live.name} --out DIR"
            raise CafeError(
                "\n  ".join((f"{unit.name} would now have changes that nobody reviewed:", *objections)),
                f"Nothing of it was applied. Plan again and have it reviewed: {plan}",
                page=PAGE,
            )

    def _apply(self, unit: UnitPlan, saved: str) -> None:
        log = self._folder(unit) / APPLY_LOG
        try:
            self.planning.units.apply(unit.name, (self._folder(unit) / saved).resolve(), log)
        except CafeError:
            raise self._failure(unit, saved, log.read_text()) from None

    def _failure(self, unit: UnitPlan, saved: str, log: str) -> CafeError:
        known = explain(log, self.planning.live, unit.name)
        done = sum(any(mark in line for mark in DONE) for line in log.splitlines())
        if known and not done:
            return known
        planned = count_changes(shown_of(self._folder(unit) / saved))
        partly = f"was applied in part: {done} of {planned} changes are done, and are in the state"
        problem = partly if done else f"could not be applied: none of {planned} changes is complete"
        return CafeError(
            f"{unit.name} {problem}.\n{known.problem if known else error_excerpt(log)}\n",
            "Fix the cause and deploy the same plans again: changes that are done are left out, new ones need a "
            f"review. To go back to the functions before: cafe rollback {self.planning.live.name}",
            page=WHEN_IT_GOES_WRONG,
        )

    def _folder(self, unit: UnitPlan) -> Path:
        return self.planning.folder / unit.name


def deployed_artifacts(folder: Path) -> Checksums:
    """The artifacts of other plans, which their own deploy was checked against.

    Raises CafeError if that deploy is known to have failed: its record is there if it ran in the same folder.
    """
    record = folder / RECORD
    if record.exists() and not read_json(record)["is_complete"]:
        raise CafeError(f"The deployment of {folder} is not complete.", "Fix it first.")
    return read_manifest(folder).artifacts


def _replan_reason(unit: UnitPlan, states: dict[str, State]) -> str:
    """Why the saved plan can't be applied as it is; "" when it can."""
    now = states[unit.name].version
    if now != unit.state:
        return f"its plan was made on {unit.state or 'no state'}, the state is at {now or 'none'} now"
    others = [name for name, digest in unit.outputs.items() if states[name].digest != digest]
    return f"{', '.join(others)} has other outputs than when it was planned" if others else ""
