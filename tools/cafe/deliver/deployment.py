"""A deployment: what was reviewed is what is applied, unit by unit, and then the page."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path

from cafe.aws_errors import PAGE as WHEN_IT_GOES_WRONG
from cafe.build.checksums import Checksums, refuse_others
from cafe.deliver.lambda_aliases import Aliases
from cafe.deliver.last_deployment import LastDeployment, Move, moves_between, remember
from cafe.deliver.plans.manifest import Manifest, UnitPlan, read_manifest
from cafe.deliver.plans.plan_review import count_changes, done_since, unreviewed
from cafe.deliver.plans.planning import SAVED, Planning, commit_of, shown_of
from cafe.deliver.terraform_errors import error_excerpt, explain
from cafe.errors import CafeError
from cafe.files import digest_of
from cafe.terminal import note, step
from cafe.terraform_state import State, read_state

AGAIN = "again.tfplan"
APPLY_LOG = "apply.log"
RECORD = "deployment.json"
PAGE = "docs/delivery.md#deploys"
DONE = (": Creation complete", ": Modifications complete", ": Destruction complete")


class Outcome(StrEnum):
    """What became of a unit."""

    UNCHANGED = "unchanged"
    APPLIED = "applied"
    FAILED = "failed"
    NOT_BEGUN = "not begun"


@dataclass
class Progress:
    """How far a deployment is; it is kept in the folder of its plans, whatever happens."""

    environment: str
    commit: str
    artifacts: Checksums
    units: dict[str, Outcome]
    moves: dict[str, Move] = field(default_factory=dict)
    is_complete: bool = False

    def in_words(self) -> str:
        by_outcome = {
            outcome: [name for name, became in self.units.items() if became is outcome] for outcome in Outcome
        }
        return "; ".join(f"{outcome}: {', '.join(names)}" for outcome, names in by_outcome.items() if names)


@dataclass(frozen=True)
class Deployment:
    """Applies the plans of one folder. `publish` uploads the page that was built."""

    planning: Planning
    aliases: Aliases
    publish: Callable[[], object]

    def run(self, manifest: Manifest, artifacts: Checksums) -> Progress:
        """Raises CafeError with what was done and what was not."""
        self.refuse(manifest, artifacts)
        progress = Progress(
            manifest.environment, manifest.commit, artifacts, {unit.name: Outcome.NOT_BEGUN for unit in manifest.units}
        )
        before = self.aliases.versions_live()
        try:
            self._apply_all(manifest, progress)
            with step("page published"):
                self.publish()
            progress.is_complete = True
        finally:
            progress.moves = moves_between(before, self.aliases.versions_live())
            remember(self.planning.access, self.planning.live, LastDeployment(progress.commit, progress.moves))
            (self.planning.folder / RECORD).write_text(json.dumps(asdict(progress), indent=1))
        return progress

    def refuse(self, manifest: Manifest, artifacts: Checksums) -> None:
        """Before anything is touched. Raises CafeError when these are not complete plans of this checkout."""
        live, root = self.planning.live, self.planning.root
        if manifest.environment != live.name or manifest.account_id != live.account_id:
            raise CafeError(f"The plans are of {manifest.environment} ({manifest.account_id}), not of {live.name}.")
        if manifest.commit != commit_of(root):
            raise CafeError(
                f"The plans are of commit {manifest.commit[:12]}, this checkout is {commit_of(root)[:12]}.",
                f"Plan this one: cafe plan {live.name} --out DIR",
                page=PAGE,
            )
        if manifest.failed:
            names = ", ".join(unit.name for unit in manifest.failed)
            raise CafeError(f"Not everything could be planned: {names}.", "See the pull request's comment.")
        refuse_others(artifacts, manifest.artifacts, "the plans")
        for unit in manifest.units:
            self._refuse_altered(unit)

    def _refuse_altered(self, unit: UnitPlan) -> None:
        saved = self._folder(unit) / SAVED
        if not saved.exists():
            raise CafeError(f"The plan of {unit.name} is missing: {saved}.", "Hand the whole folder on, or plan again.")
        if digest_of(saved) != unit.sha256:
            raise CafeError(f"The plan of {unit.name} is not the one that was made: {saved}.", "Plan again.")

    def _apply_all(self, manifest: Manifest, progress: Progress) -> None:
        for unit in manifest.units:
            progress.units[unit.name] = Outcome.FAILED
            try:
                progress.units[unit.name] = self._bring(unit)
            except CafeError as failure:
                raise CafeError(
                    f"{failure.problem}\n{progress.in_words()}.", failure.remedy, page=failure.page
                ) from None

    def _bring(self, unit: UnitPlan) -> Outcome:
        states = self._states(unit)
        why_again = _why_again(unit, states)
        saved, is_needed = SAVED, unit.has_changes
        if why_again:
            note(f"{unit.name}: {why_again}; planned again")
            saved, is_needed = AGAIN, self._plan_again(unit, states)
        if not is_needed:
            return Outcome.UNCHANGED
        with step(f"{self.planning.live.name} {unit.name} applied"):
            self._apply(unit, saved)
        return Outcome.APPLIED

    def _states(self, unit: UnitPlan) -> dict[str, State]:
        names = (unit.name, *self.planning.units.dependencies(unit.name))
        return {name: read_state(self.planning.access, self.planning.live, name) for name in names}

    def _plan_again(self, unit: UnitPlan, states: dict[str, State]) -> bool:
        """Whether there is something to apply. Raises CafeError when it isn't what was reviewed."""
        planned = self.planning.plan(unit.name, states, saved=AGAIN)
        live = self.planning.live
        if planned.record.error:
            raise explain(planned.record.error, live, unit.name) or CafeError(
                f"{unit.name} can't be planned any more:\n{planned.record.error}\n", "Nothing of it was applied."
            )
        reviewed = shown_of(self._folder(unit) / SAVED)
        objections = unreviewed(reviewed, planned.shown, values_too=not unit.is_provisional)
        if objections:
            raise CafeError(
                f"{unit.name} would now come to what nobody reviewed:\n"
                + "\n".join(f"  {line}" for line in objections),
                f"Nothing of it was applied. Plan again and have it reviewed: cafe plan {live.name} --out DIR",
                page=PAGE,
            )
        if done := done_since(reviewed, planned.shown):
            note(f"{unit.name}: {done} of {count_changes(reviewed)} reviewed changes are done already")
        return planned.record.has_changes

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
        how_far = f"was applied in part: {done} of {planned} changes are done, and are in the state"
        return CafeError(
            f"{unit.name} {how_far if done else f'could not be applied: none of {planned} changes is complete'}.\n"
            f"{known.problem if known else error_excerpt(log)}\n",
            "Mend the cause and deploy the same plans again: what is done is left out, what is new stops for a review. "
            f"To go back to the functions before: cafe rollback {self.planning.live.name}",
            page=WHEN_IT_GOES_WRONG,
        )

    def _folder(self, unit: UnitPlan) -> Path:
        return self.planning.folder / unit.name


def deployed_artifacts(folder: Path) -> Checksums:
    """The artifacts of other plans, which their own deploy was held to. CafeError when that is known to have failed.

    A later job has the record of it only where the deploy ran in the same folder.
    """
    record = folder / RECORD
    if record.exists() and not json.loads(record.read_text())["is_complete"]:
        raise CafeError(f"The deployment of {folder} is not complete.", "Mend it first.")
    return read_manifest(folder).artifacts


def _why_again(unit: UnitPlan, states: dict[str, State]) -> str:
    """Why the saved plan can't be applied as it is; "" when it can."""
    now = states[unit.name].version
    if now != unit.state:
        return f"its plan was made on {unit.state or 'no state'}, the state is at {now or 'none'} now"
    others = [name for name, digest in unit.outputs.items() if states[name].digest != digest]
    return f"{', '.join(others)} has other outputs than when it was planned" if others else ""
