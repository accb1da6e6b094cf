"""docs/architecture.svg: which resource calls which, drawn from Terraform's state."""

from collections.abc import Iterable
from typing import Final

from cafe.checkout import Workspace
from cafe.document.architecture.connections import connections
from cafe.document.architecture.drawing import draw
from cafe.document.generated_page import GeneratedPage
from cafe.terraform_state import Resource

PICTURE: Final = "docs/architecture.svg"


def page(space: Workspace, resources: Iterable[Resource]) -> GeneratedPage:
    """The picture as it should be for what Terraform made."""
    return GeneratedPage(space.root, PICTURE, draw(connections(resources)), "cafe diagram")
