"""The composition root of the commands: an environment by its name, with the caller's credentials."""

from collections.abc import Iterator
from contextlib import contextmanager
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
from cafe.deliver.plans.manifest import Manifest, read_manifest
from cafe.deliver.plans.planning import Planning
from cafe.deliver.plans.terragrunt import Terragrunt
from cafe.deliver.rollback import Rollback, RollbackStep
from cafe.deliver.toolchain import check_terraform, check_terragrunt
from cafe.environments import LiveEnvironment, live_environment
from cafe.errors import CafeError
from cafe.functions import read_functions
from cafe.terraform_state import read_outputs


@dataclass(frozen=True)
class Target:
    """An environment, with access to its account."""

    space: Workspace
    live: LiveEnvironment
    access: Access

    @property
    def aliases(self) -> Aliases:
        return Aliases(self.live, self.access, tuple(function.name for function in read_functions(self.space.root)))

    def planning(self, folder: Path) -> Planning:
        units = Terragrunt(self.space, self.live, self.access)
        return Planning(units, self.live, self.access, folder, self.space.root)

    def publish(self) -> None:
        """Upload the page that was built."""
        outputs = read_outputs(self.access, self.live)["website"]
        bucket, distribution_id = outputs["bucket"], outputs["distribution_id"]
        built = self.space.root / "web" / "dist"
        website.publish(self.access.aws, built, outputs["config"], bucket=bucket, distribution_id=distribution_id)


@contextmanager
def target(name: str) -> Iterator[Target]:
    """An environment by its name. Raises CafeError when it is none, and for missing or wrong credentials."""
    space = workspace()
    live = live_environment(space, name)
    access = checked_access(live)
    with explain_aws_errors(live):
        yield Target(space, live, access)


def check_tools(space: Workspace) -> None:
    """Raises CafeError when Terraform or Terragrunt is missing or of another version."""
    check_terraform()
    check_terragrunt(space)


def make_plans(name: str, folder: Path) -> Manifest:
    """Plan an environment as it is in this checkout, with the artifacts that were built."""
    artifacts = checksums(workspace())
    check_tools(workspace())
    with target(name) as environment:
        return environment.planning(folder).run(artifacts)


def apply_plans(name: str, folder: Path, same_as: Path | None) -> Progress:
    """Apply saved plans, with the artifacts that they were made of; `same_as`: those of another deployment."""
    manifest = read_manifest(folder)
    artifacts = checksums(workspace())
    if same_as is not None:
        refuse_others(artifacts, deployed_artifacts(same_as), str(same_as))
    check_tools(workspace())
    with target(name) as environment:
        deployment = Deployment(environment.planning(folder), environment.aliases, environment.publish)
        return deployment.run(manifest, artifacts)


def upload_plans(name: str, folder: Path) -> str:
    """Upload an environment's saved plans to its plan bucket; returns their digest."""
    manifest = read_manifest(folder)
    if manifest.environment != name:
        raise CafeError(f"The plans in {folder} are of {manifest.environment}, not of {name}.")
    with target(name) as environment:
        return plan_store.upload(environment.live, environment.access.aws, folder)


def download_plans(name: str, digest: str, folder: Path) -> None:
    """Download an environment's saved plans from its plan bucket."""
    with target(name) as environment:
        plan_store.download(environment.live, environment.access.aws, digest, folder)


def move_back(name: str, functions: tuple[str, ...], version: int | None) -> tuple[RollbackStep, ...]:
    """Put earlier versions live."""
    with target(name) as environment:
        return Rollback(environment.aliases).run(functions, version)
