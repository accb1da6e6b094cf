"""The composition root of the delivery commands: an environment by its name, with the caller's own credentials."""

from dataclasses import dataclass
from pathlib import Path

from cafe.access import Access, callers_access
from cafe.delivery.checksums import checksums
from cafe.delivery.failures import check_account, told_in_words
from cafe.delivery.manifest import Manifest
from cafe.delivery.planning import Planning
from cafe.delivery.units import Units
from cafe.infrastructure import LiveInfrastructure
from cafe.live import LiveEnvironment, live_environment
from cafe.toolchain import check_terraform, check_terragrunt
from cafe.workspace import Workspace, workspace


@dataclass(frozen=True)
class Reached:
    """An environment whose account was reached with the right credentials."""

    space: Workspace
    live: LiveEnvironment
    access: Access

    def planning(self, folder: Path) -> Planning:
        units = Units(LiveInfrastructure(self.space, self.live, self.access))
        return Planning(units, self.live, self.access, folder, self.space.root)


def reach(name: str) -> Reached:
    """Raises CafeError when there is no such environment, or the credentials are missing or of another account."""
    space = workspace()
    live = live_environment(space, name)
    access = callers_access(live.region)
    check_account(access, live)
    return Reached(space, live, access)


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
    with told_in_words(reached.live):
        return reached.planning(folder).run(artifacts)
