"""The checks of the workflows: actionlint for what they mean, zizmor for what could be done to them."""

import sys
from pathlib import Path

from cafe.build.go_tools import ACTIONLINT, go_tool
from cafe.checkout import Workspace
from cafe.programs import run

ZIZMOR = Path(sys.prefix) / "bin" / "zizmor"


def check(space: Workspace) -> None:
    """Raises CafeError with what they found."""
    run([go_tool(space, ACTIONLINT), "-no-color"], log=space.logs / "actionlint.log", cwd=space.root)
    strictly = ("--offline", "--no-progress", "--persona", "pedantic")
    run([ZIZMOR, *strictly, ".github"], log=space.logs / "zizmor.log", cwd=space.root)
