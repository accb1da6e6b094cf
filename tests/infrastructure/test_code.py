"""Modules and environments are formatted, valid, and without findings of checkov."""

import shutil
import subprocess
from pathlib import Path

import pytest

from cafe.build.python_environments import locked_environment
from cafe.checkout import Workspace
from cafe.environments import FOUNDATION
from tests.support.infrastructure.environments import ENVIRONMENTS, LIVE, ON_AWS
from tests.support.infrastructure.terraform import run_terragrunt

MOST_WAIVERS = 10


def validate(space: Workspace, variables: dict[str, str], folder: Path, downloads: Path, *how: str) -> None:
    """Validate without state, apart from the folders that a bootstrap and a plan use with theirs."""
    own = variables | {"CAFE_STATELESS": "true", "TG_DOWNLOAD_DIR": str(downloads)}
    run_terragrunt(space, folder, own, "run", *how, "--", "validate")
    assert list(downloads.rglob(".terraform")), (
        "Terraform ran elsewhere; a bootstrap would find its folder without a backend"
    )


def test_the_code_is_formatted(space: Workspace, terraform_variables: dict[str, str]) -> None:
    run_terragrunt(space, space.root, terraform_variables, "hcl", "fmt", "--check")


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_an_environments_inputs_are_those_that_its_modules_take(
    space: Workspace, terraform_variables: dict[str, str], environment: str
) -> None:
    own = terraform_variables | {"CAFE_STATELESS": "true"}

    run_terragrunt(space, LIVE / environment, own, "hcl", "validate", "--inputs", "--strict")


@pytest.mark.parametrize("environment", ON_AWS)
def test_an_environment_is_valid_without_its_account(
    space: Workspace, terraform_variables: dict[str, str], environment: str, tmp_path: Path
) -> None:
    validate(space, terraform_variables, LIVE / environment, tmp_path, "--all", "--parallelism", "1")


@pytest.mark.parametrize("unit", FOUNDATION)
@pytest.mark.parametrize("environment", ON_AWS)
def test_what_bootstrap_makes_is_valid_without_its_account(
    space: Workspace, terraform_variables: dict[str, str], environment: str, unit: str, tmp_path: Path
) -> None:
    validate(space, terraform_variables, LIVE / environment / unit, tmp_path)


def test_checkov_finds_nothing_and_every_waiver_has_a_reason(space: Workspace, tmp_path: Path) -> None:
    modules = tmp_path / "modules"
    shutil.copytree(space.root / "modules", modules, ignore=shutil.ignore_patterns(".terraform*", "tests"))
    checkov = locked_environment(space, "checkov") / "checkov"

    scan = subprocess.run(
        [checkov, "--directory", modules, "--framework", "terraform", "--quiet", "--compact", "--skip-download"],
        capture_output=True,
        text=True,
        check=False,
    )

    waivers = [
        line.split("checkov:skip=")[1]
        for file in modules.rglob("*.tf")
        for line in file.read_text().splitlines()
        if "checkov:skip=" in line
    ]
    assert scan.returncode == 0, scan.stdout + scan.stderr
    assert all(len(waiver.partition(":")[2]) > len("a reason") for waiver in waivers)
    assert len(waivers) <= MOST_WAIVERS
