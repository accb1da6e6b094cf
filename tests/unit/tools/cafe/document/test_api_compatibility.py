"""Which two documents are compared, and what is said when there are no two."""

import subprocess

import pytest

from cafe.checkout import Workspace, workspace
from cafe.document import api_compatibility, openapi
from cafe.errors import CafeError

SOMEBODY = ("-c", "user.name=A", "-c", "user.email=a@cafe.example")


@pytest.fixture
def described(space: Workspace) -> Workspace:
    (space.root / "services").symlink_to(workspace().root / "services")
    (space.root / "docs").mkdir()
    openapi.page(space).write()
    return space


@pytest.fixture
def committed(described: Workspace) -> Workspace:
    commit(described)
    return described


def commit(space: Workspace) -> None:
    for arguments in (
        ("init", "--quiet", "--initial-branch", "main"),
        ("add", "--all"),
        (*SOMEBODY, "commit", "--quiet", "--message", "Open"),
    ):
        subprocess.run(["git", *arguments], cwd=space.root, check=True)


def test_a_branch_without_a_document_has_no_clients(space: Workspace) -> None:
    (space.root / "README.md").touch()
    commit(space)
    (space.root / "services").symlink_to(workspace().root / "services")
    (space.root / "docs").mkdir()
    openapi.page(space).write()

    assert api_compatibility.check(space, "main") == "main has no docs/openapi.json yet: no client relies on it."


def test_a_branch_that_is_not_there_says_how_to_get_it(committed: Workspace) -> None:
    with pytest.raises(CafeError, match=r"origin/main and HEAD have in common.*git fetch origin"):
        api_compatibility.check(committed, "origin/main")


def test_a_document_that_is_out_of_date_is_not_compared(committed: Workspace) -> None:
    (committed.root / "docs" / "openapi.json").write_text("{}")

    with pytest.raises(CafeError, match="out of date"):
        api_compatibility.check(committed, "main")
