"""The picture in the documentation, held against what Terraform made."""

from cafe.checkout import Workspace
from cafe.deliver.plans.infrastructure import LiveInfrastructure
from cafe.document import architecture


def test_the_picture_shows_what_the_running_platform_is(space: Workspace, infrastructure: LiveInfrastructure) -> None:
    architecture.check(space, infrastructure.resources())
