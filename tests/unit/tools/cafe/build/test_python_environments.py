"""A tool's environment is made from its lock, once a user and again when the lock changed."""

import sys
from pathlib import Path

import pytest

from cafe.build import python_environments
from cafe.build.python_environments import locked_environment
from cafe.checkout import Workspace
from cafe.errors import CafeError
from tests.support.tools.fake_programs import Programs

MAKE_FOLDER = "import os, sys; sys.argv[1] == 'venv' and os.makedirs(sys.argv[-1])"


@pytest.fixture(autouse=True)
def uv(programs: Programs, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Makes an empty environment, and notes in a file what it was asked to do."""
    asked = tmp_path / "uv-was-asked"
    uv = programs.add("uv", f'echo "$1" >> {asked}; exec {sys.executable} -IS -c "{MAKE_FOLDER}" "$@"')
    monkeypatch.setattr(python_environments, "UV", uv)
    return asked


@pytest.fixture
def lock(space: Workspace) -> Path:
    file = space.root / "requirements" / "scanner.txt"
    file.parent.mkdir()
    file.write_text("checkov==3")
    return file


@pytest.mark.usefixtures("lock")
def test_an_environment_is_made_once(space: Workspace, uv: Path) -> None:
    first = locked_environment(space, "scanner")

    second = locked_environment(space, "scanner")

    assert first == second
    assert uv.read_text().split() == ["venv", "pip"]


def test_a_changed_lock_makes_another(space: Workspace, lock: Path) -> None:
    first = locked_environment(space, "scanner")

    lock.write_text("checkov==4")

    assert locked_environment(space, "scanner") != first


@pytest.mark.usefixtures("lock")
def test_an_environment_that_could_not_be_made_is_made_anew(space: Workspace, uv: Path, programs: Programs) -> None:
    works = (programs.folder / "uv").read_text()
    programs.add("uv", "echo no such hash; exit 1")
    with pytest.raises(CafeError, match="no such hash"):
        locked_environment(space, "scanner")

    (programs.folder / "uv").write_text(works)
    locked_environment(space, "scanner")

    assert uv.read_text().split() == ["venv", "pip"]
