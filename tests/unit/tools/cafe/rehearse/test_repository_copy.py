"""The copy in which changes are rehearsed."""

from pathlib import Path

import pytest

from cafe.errors import CafeError
from cafe.rehearse.repository_copy import copy_repository
from tests.support.tools.repository import commit_all, git


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A checkout with one commit."""
    folder = tmp_path / "checkout"
    folder.mkdir()
    write(folder, "espresso")
    commit_all(folder)
    git(folder, "config", "user.name", "Somebody")
    git(folder, "config", "user.email", "somebody@cafe.example")
    return folder


def write(work: Path, content: str = "flat white") -> None:
    (work / "menu").write_text(content)


def test_the_copy_is_the_checkout_as_it_is_with_what_is_not_committed(root: Path, tmp_path: Path) -> None:
    write(root, "cold brew")

    copy = copy_repository(root, tmp_path / "copy")

    assert (copy.work / "menu").read_text() == "cold brew"
    assert git(root, "status", "--short") == "M menu"


def test_a_change_is_pushed_to_its_branch_and_merged(root: Path, tmp_path: Path) -> None:
    copy = copy_repository(root, tmp_path / "copy")

    copy.branch("change")
    commit = copy.commit("Serve flat white", write)

    assert git(copy.remote, "rev-parse", "change") == commit.sha
    assert git(copy.remote, "show", "main:menu") == "espresso"

    merged = copy.merge("change")

    assert git(copy.remote, "rev-parse", "main") == merged.sha == copy.main().sha
    assert git(copy.remote, "show", "main:menu") == "flat white"
    assert (root / "menu").read_text() == "espresso"


def test_a_git_that_fails_says_why(root: Path, tmp_path: Path) -> None:
    copy = copy_repository(root, tmp_path / "copy")

    with pytest.raises(CafeError, match="not something we can merge"):
        copy.merge("absent")
