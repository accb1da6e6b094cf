"""Whether saved plans may be deployed: complete, unaltered, and of this environment, commit and build."""

from pathlib import Path

from cafe.build.checksums import Checksums, refuse_others
from cafe.deliver.plans.manifest import Manifest, UnitPlan
from cafe.deliver.plans.planning import SAVED
from cafe.environments import LiveEnvironment
from cafe.errors import CafeError
from cafe.files import digest_of
from cafe.programs import commit_of

PAGE = "docs/delivery.md#deploys"


def check_plans(manifest: Manifest, folder: Path, live: LiveEnvironment, root: Path, artifacts: Checksums) -> None:
    """Raises CafeError unless the plans in `folder` are complete, and of this environment and checkout."""
    _check_environment(manifest, live)
    _check_commit(manifest, commit_of(root))
    _check_complete(manifest)
    refuse_others(artifacts, manifest.artifacts, "the plans")
    for unit in manifest.units:
        _check_unaltered(unit, folder / unit.name / SAVED)


def _check_environment(manifest: Manifest, live: LiveEnvironment) -> None:
    if (manifest.environment, manifest.account_id) != (live.name, live.account_id):
        raise CafeError(f"The plans are of {manifest.environment} ({manifest.account_id}), not of {live.name}.")


def _check_commit(manifest: Manifest, commit: str) -> None:
    if manifest.commit != commit:
        raise CafeError(
            f"The plans are of commit {manifest.commit[:12]}, this checkout is {commit[:12]}.",
            f"Plan this one: cafe plan {manifest.environment} --out DIR",
            page=PAGE,
        )


def _check_complete(manifest: Manifest) -> None:
    if manifest.failed:
        names = ", ".join(unit.name for unit in manifest.failed)
        raise CafeError(f"Not everything could be planned: {names}.", "See the pull request's comment.")


def _check_unaltered(unit: UnitPlan, saved: Path) -> None:
    if not saved.exists():
        raise CafeError(f"The plan of {unit.name} is missing: {saved}.", "Pass on the whole folder, or plan again.")
    if digest_of(saved) != unit.sha256:
        raise CafeError(f"The plan of {unit.name} is not the one that was made: {saved}.", "Plan again.")
