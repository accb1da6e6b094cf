"""docs/architecture.svg: who talks to whom, drawn from what Terraform really made."""

from collections.abc import Iterable
from typing import Final

from cafe.checkout import Workspace
from cafe.document.architecture.connections import connections
from cafe.document.architecture.drawing import draw
from cafe.errors import CafeError
from cafe.terraform_state import Resource

PICTURE: Final = "docs/architecture.svg"


def write(space: Workspace, resources: Iterable[Resource]) -> None:
    (space.root / PICTURE).write_text(draw(connections(resources)))


def check(space: Workspace, resources: Iterable[Resource]) -> None:
    """Raises CafeError when the picture is not what the running platform is."""
    file = space.root / PICTURE
    if not file.exists() or file.read_text() != draw(connections(resources)):
        raise CafeError(f"{PICTURE} is not what Terraform made.", "Draw it anew: .venv/bin/cafe diagram")
