"""Each module is valid, formatted, documented, and does what its own tests say."""

import shutil
from pathlib import Path

import pytest

from cafe.checkout import workspace
from tests.support.infrastructure.terraform import run_terraform

MODULES = sorted(
    folder.parent.relative_to(workspace().root).as_posix() for folder in workspace().root.glob("modules/**/versions.tf")
)
OWN_FILES = ("main.tf", "variables.tf", "outputs.tf", "versions.tf", "README.md")


@pytest.mark.parametrize("module", MODULES)
def test_a_modules_own_tests_pass(module: str, terraform_variables: dict[str, str], tmp_path: Path) -> None:
    shutil.copytree(workspace().root / "modules", tmp_path / "modules", ignore=shutil.ignore_patterns(".terraform*"))
    shutil.copytree(workspace().root / "services", tmp_path / "services", ignore=shutil.ignore_patterns("__pycache__"))
    folder = tmp_path / module
    initialised = run_terraform(folder, terraform_variables, "init", "-backend=false", "-input=false", "-no-color")
    assert initialised.returncode == 0, initialised.stderr

    tested = run_terraform(folder, terraform_variables, "test", "-no-color")

    assert tested.returncode == 0, tested.stdout + tested.stderr
    assert " 0 failed" in tested.stdout
    assert " 0 passed" not in tested.stdout


@pytest.mark.parametrize("module", MODULES)
def test_a_module_has_its_five_files(module: str) -> None:
    missing = [name for name in OWN_FILES if not (workspace().root / module / name).exists()]

    assert missing == []
