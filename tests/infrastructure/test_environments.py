"""Environments are the same tree, and differ only in their `env.hcl`."""

from pathlib import Path

import pytest

from cafe.infrastructure import UNITS
from cafe.workspace import workspace

LIVE = workspace().root / "live"
ENVIRONMENTS = ("local", "dev", "prod")


def files_of(environment: str) -> dict[str, str]:
    folder = LIVE / environment
    return {
        file.relative_to(folder).as_posix(): file.read_text()
        for file in folder.rglob("*.hcl")
        if ".terragrunt-cache" not in file.parts and file.name != ".terraform.lock.hcl"
    }


@pytest.mark.parametrize("environment", ["dev", "prod"])
def test_an_environment_differs_only_in_its_values(environment: str) -> None:
    local, other = files_of("local"), files_of(environment)

    different = [name for name in local.keys() | other.keys() if local.get(name) != other.get(name)]

    assert different == ["env.hcl"]


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_an_environment_has_every_unit(environment: str) -> None:
    units = {file.parent.name for file in (LIVE / environment).glob("*/terragrunt.hcl")}

    assert units == set(UNITS)


def test_a_unit_is_named_as_its_module() -> None:
    modules = {folder.name for folder in Path(workspace().root / "modules").iterdir()}

    assert set(UNITS) <= modules
