"""Which two documents are compared, and what is said when there are no two."""

import shutil
import subprocess
from pathlib import Path

import pytest

from cafe.build.go_tools import OASDIFF
from cafe.checkout import Workspace, workspace
from cafe.document import api_compatibility, openapi
from cafe.errors import CafeError
from tests.support.tools.fake_programs import install_go_tool

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


def test_the_document_is_held_to_that_of_the_branch(committed: Workspace) -> None:
    install_go_tool(committed, OASDIFF, 'cmp "$2" "$3" && test "$3" = docs/openapi.json')

    assert "keep working" in api_compatibility.check(committed, "main")


def test_a_break_is_reported_with_the_way_out(committed: Workspace) -> None:
    install_go_tool(committed, OASDIFF, "echo 'removed the required property `order_id`'; exit 1")

    with pytest.raises(CafeError, match=r"(?s)would break clients.*removed the required property") as told:
        api_compatibility.check(committed, "main")
    assert told.value.remedy == api_compatibility.REMEDY


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


def test_without_go_and_oasdiff_it_says_what_to_install(
    committed: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "git").symlink_to(str(shutil.which("git")))
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(CafeError) as told:
        api_compatibility.check(committed, "main")
    assert told.value.remedy == "oasdiff 1.35.0 is built by Go: mise install"
