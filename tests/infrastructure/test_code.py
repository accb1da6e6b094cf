"""What can be said of modules and environments from their code alone."""

import shutil
import subprocess
from pathlib import Path

import pytest

from cafe.build.python_environments import locked_environment
from cafe.checkout import Workspace
from cafe.deliver.plans.infrastructure import LiveInfrastructure
from cafe.deliver.toolchain import terragrunt
from cafe.environments import FOUNDATION

MOST_WAIVERS = 10


def run_terragrunt(infrastructure: LiveInfrastructure, folder: Path, *arguments: str, **more: str) -> str:
    environment = infrastructure.environment() | {"TG_NO_COLOR": "true"} | more
    finished = subprocess.run(
        [terragrunt(infrastructure.space), *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 0, finished.stdout + finished.stderr
    return finished.stdout


def validate(infrastructure: LiveInfrastructure, folder: Path, downloads: Path, *how: str) -> None:
    """Validate without state, apart from the folders that a bootstrap and a plan use with theirs."""
    run_terragrunt(
        infrastructure, folder, "run", *how, "--", "validate", CAFE_STATELESS="true", TG_DOWNLOAD_DIR=str(downloads)
    )
    assert list(downloads.rglob(".terraform")), (
        "Terraform ran elsewhere; a bootstrap would find its folder without a backend"
    )


def test_the_code_is_formatted(infrastructure: LiveInfrastructure) -> None:
    run_terragrunt(infrastructure, infrastructure.space.root, "hcl", "fmt", "--check")


@pytest.mark.parametrize("environment", ["local", "dev", "prod"])
def test_an_environments_inputs_are_those_that_its_modules_take(
    infrastructure: LiveInfrastructure, environment: str
) -> None:
    folder = infrastructure.space.root / "live" / environment

    run_terragrunt(infrastructure, folder, "hcl", "validate", "--inputs", "--strict", CAFE_STATELESS="true")


@pytest.mark.parametrize("environment", ["dev", "prod"])
def test_an_environment_is_valid_without_its_account(
    infrastructure: LiveInfrastructure, environment: str, tmp_path: Path
) -> None:
    folder = infrastructure.space.root / "live" / environment

    validate(infrastructure, folder, tmp_path, "--all", "--parallelism", "1")


@pytest.mark.parametrize("unit", FOUNDATION)
@pytest.mark.parametrize("environment", ["dev", "prod"])
def test_what_bootstrap_makes_is_valid_without_its_account(
    infrastructure: LiveInfrastructure, environment: str, unit: str, tmp_path: Path
) -> None:
    folder = infrastructure.space.root / "live" / environment / unit

    validate(infrastructure, folder, tmp_path)


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
