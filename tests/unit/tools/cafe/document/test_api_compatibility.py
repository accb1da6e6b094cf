"""Which two documents are compared, and what is said when there are no two."""

import pytest

from cafe.checkout import Workspace, workspace
from cafe.document import api_compatibility, openapi
from cafe.errors import CafeError
from tests.support.tools.repository import commit_all


@pytest.fixture
def described(space: Workspace) -> Workspace:
    (space.root / "services").symlink_to(workspace().root / "services")
    (space.root / "docs").mkdir()
    openapi.page(space).write()
    return space


@pytest.fixture
def committed(described: Workspace) -> Workspace:
    commit_all(described.root)
    return described


def test_a_branch_without_a_document_has_no_clients(space: Workspace) -> None:
    (space.root / "README.md").touch()
    commit_all(space.root)
    (space.root / "services").symlink_to(workspace().root / "services")
    (space.root / "docs").mkdir()
    openapi.page(space).write()

    assert api_compatibility.check(space, "trunk") == "trunk has no docs/openapi.json yet: no client relies on it."


def test_a_branch_that_is_not_there_says_how_to_get_it(committed: Workspace) -> None:
    with pytest.raises(CafeError, match=r"origin/trunk and HEAD have in common.*git fetch origin"):
        api_compatibility.check(committed, "origin/trunk")


def test_a_document_that_is_out_of_date_is_not_compared(committed: Workspace) -> None:
    (committed.root / "docs" / "openapi.json").write_text("{}")

    with pytest.raises(CafeError, match="out of date"):
        api_compatibility.check(committed, "trunk")
