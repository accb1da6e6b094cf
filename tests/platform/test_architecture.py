"""The picture in the documentation, held against what Terraform made."""

from cafe.checkout import Workspace
from cafe.deliver.plans.terragrunt import Terragrunt
from cafe.document import architecture
from cafe.terraform_state import read_resources


def test_the_picture_shows_what_the_running_platform_is(space: Workspace, infrastructure: Terragrunt) -> None:
    resources = read_resources(infrastructure.access, infrastructure.live)

    architecture.page(space, resources).check()
