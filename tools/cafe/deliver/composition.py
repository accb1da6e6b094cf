"""The composition root of the delivery commands: an environment by its name, with the caller's own credentials."""

from dataclasses import dataclass
from pathlib import Path

from cafe.aws import Access
from cafe.aws_errors import checked_access, explain_aws_errors
from cafe.build import website
from cafe.build.checksums import checksums, refuse_others
from cafe.checkout import Workspace, workspace
from cafe.deliver.deployment import Deployment, Progress, deployed_artifacts
from cafe.deliver.lambda_aliases import Aliases
from cafe.deliver.plans import plan_store
from cafe.deliver.plans.infrastructure import LiveInfrastructure
from cafe.deliver.plans.manifest import Manifest, read_manifest
from cafe.deliver.plans.planning import Planning
from cafe.deliver.plans.terragrunt import Units
from cafe.deliver.rollback import Rollback, Step
from cafe.deliver.toolchain import check_terraform, check_terragrunt
from cafe.environments import LiveEnvironment, live_environment
from cafe.errors import CafeError


@dataclass(frozen=True)
class Reached:
    """An environment whose account was reached with the right credentials."""

    space: Workspace
    live: LiveEnvironment
    access: Access

    def planning(self, folder: Path) -> Planning:
        units = Units(LiveInfrastructure(self.space, self.live, self.access))
        return Planning(units, self.live, self.access, folder, self.space.root)

    def deployment(self, folder: Path) -> Deployment:
        return Deployment(self.planning(folder), Aliases(self.live, self.access), self._publish)

    def _publish(self) -> None:
        outputs = LiveInfrastructure(self.space, self.live, self.access).outputs()["website"]
        bucket, distribution_id = outputs["bucket"], outputs["distribution_id"]
        built = self.space.root / "web" / "dist"
        website.publish(self.access.aws, built, outputs["config"], bucket=bucket, distribution_id=distribution_id)


def reach(name: str) -> Reached:
    """Raises CafeError when there is no such environment, or the credentials are missing or of another account."""
    space = workspace()
    live = live_environment(space, name)
    return Reached(space, live, checked_access(live))


def check_tools(space: Workspace) -> None:
    """Raises CafeError when Terraform or Terragrunt is missing or of another version."""
    check_terraform()
    check_terragrunt(space)


def make_plans(name: str, folder: Path) -> Manifest:
    """Plan an environment as it is in this checkout, with the artifacts that were built."""
    space = workspace()
    artifacts = checksums(space)
    check_tools(space)
    reached = reach(name)
    with explain_aws_errors(reached.live):
        return reached.planning(folder).run(artifacts)


def apply_plans(name: str, folder: Path, same_as: Path | None) -> Progress:
    """Apply saved plans, with the artifacts that they were made of; `same_as`: those of another deployment."""
    space = workspace()
    manifest = read_manifest(folder)
    artifacts = checksums(space)
    if same_as is not None:
        refuse_others(artifacts, deployed_artifacts(same_as), str(same_as))
    check_tools(space)
    reached = reach(name)
    with explain_aws_errors(reached.live):
        return reached.deployment(folder).run(manifest, artifacts)


def upload_plans(name: str, folder: Path) -> str:
    """Upload an environment's saved plans to its plan bucket; returns their digest."""
    manifest = read_manifest(folder)
    if manifest.environment != name:
        raise CafeError(f"The plans in {folder} are of {manifest.environment}, not of {name}.")
    reached = reach(name)
    with explain_aws_errors(reached.live):
        return plan_store.upload(reached.live, reached.access.aws, folder)


def download_plans(name: str, digest: str, folder: Path) -> None:
    """Download an environment's saved plans from its plan bucket."""
    reached = reach(name)
    with explain_aws_errors(reached.live):
        plan_store.download(reached.live, reached.access.aws, digest, folder)


def move_back(name: str, functions: tuple[str, ...], version: int | None) -> tuple[Step, ...]:
    """Put earlier versions live."""
    reached = reach(name)
    with explain_aws_errors(reached.live):
        return Rollback(Aliases(reached.live, reached.access)).run(functions, version)
