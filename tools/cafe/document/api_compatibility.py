"""The API stays compatible: the OpenAPI document is compared with the one that the change started from."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from cafe.build.go_tools import OASDIFF, go_tool
from cafe.checkout import Workspace
from cafe.document import openapi
from cafe.document.openapi import DOCUMENT
from cafe.errors import CafeError
from cafe.programs import git, run

LEVELS: Final = "tools/go/oasdiff/levels.txt"
REMEDY: Final = "Offer the new beside the old: an optional field, or an operation of another path."
PAGE: Final = "docs/delivery.md#what-a-change-must-pass"


def check(space: Workspace, branch: str) -> str:
    """What was compared, in words. Raises CafeError with what breaks a client of the branch's API."""
    openapi.page(space).check()
    start = _start(space, branch)
    if not git(space.root, "ls-tree", "--name-only", start, DOCUMENT):
        return f"{branch} has no {DOCUMENT} yet: no client relies on it."
    _compare(space, git(space.root, "show", f"{start}:{DOCUMENT}") + "\n")
    return f"Clients of the API as of {start[:7]} keep working."


def _start(space: Workspace, branch: str) -> str:
    """The commit that the change and the branch have in common: what others merged since is no part of the change."""
    try:
        return git(space.root, "merge-base", branch, "HEAD")
    except CafeError:
        raise CafeError(
            f"There is no commit that {branch} and HEAD have in common.", "Fetch it: git fetch origin"
        ) from None


def _compare(space: Workspace, before: str) -> None:
    program = go_tool(space, OASDIFF)
    strictly = ("--fail-on=ERR", f"--severity-levels={LEVELS}", "--allow-external-refs=false")
    plainly = ("--format=singleline", "--color=never")
    with TemporaryDirectory() as folder:
        base = Path(folder) / "before.json"
        base.write_text(before)
        documents = (base, DOCUMENT)
        try:
            options = (*strictly, *plainly)
            run([program, "breaking", *documents, *options], log=space.logs / "oasdiff.log", cwd=space.root)
        except CafeError as failure:
            raise CafeError(f"The API would break clients: {failure.problem}", REMEDY, page=PAGE) from None
