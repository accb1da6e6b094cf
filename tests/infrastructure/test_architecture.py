"""The picture in the documentation, held against what Terraform made."""

from cafe import architecture
from cafe.infrastructure import LiveInfrastructure
from cafe.workspace import Workspace


def test_the_picture_shows_what_the_running_platform_is(space: Workspace, infrastructure: LiveInfrastructure) -> None:
    architecture.check(space, infrastructure.resources())
