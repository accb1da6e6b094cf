"""The scanners and the bills of materials as they really are: what is planted is found, what is shipped is listed."""

import json
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cafe.build import bill_of_materials, function_zips
from cafe.build.audit import secrets
from cafe.build.function_zips import Artifact
from cafe.checkout import Workspace
from tests.support.tools.repository import commit_all

PLANTED = "AKIA" + "Z7QX3LMN5OPR2TUV"
"""In two parts, or this file were a finding itself."""


def test_no_commit_of_this_repository_holds_a_secret(space: Workspace) -> None:
    assert secrets(space).findings == ()


def test_a_secret_is_found_in_the_history_after_it_was_removed(space: Workspace, tmp_path: Path) -> None:
    for folder in ("tools", "requirements"):
        (tmp_path / folder).symlink_to(space.root / folder)
    for content in (PLANTED, "null"):
        (tmp_path / "env.hcl").write_text(f'access_key = "{content}"\n')
        commit_all(tmp_path)

    check = secrets(replace(space, root=tmp_path))

    assert check.findings == ("env.hcl:1 aws-access-token",)


@pytest.fixture(scope="module")
def built(space: Workspace) -> list[Artifact]:
    return function_zips.package(space)


@pytest.fixture(scope="module")
def bills(space: Workspace, built: list[Artifact]) -> dict[str, dict[str, Any]]:
    files = bill_of_materials.write(space, built)
    return {file.name.removesuffix(bill_of_materials.SUFFIX): json.loads(file.read_text()) for file in files}


def components(bill: dict[str, Any]) -> set[tuple[str, str]]:
    return {(component["name"].replace("-", "_"), component["version"]) for component in bill["components"]}


def test_a_functions_bill_lists_what_is_in_its_zip_with_licences(
    built: list[Artifact], bills: dict[str, dict[str, Any]]
) -> None:
    for artifact in built:
        with zipfile.ZipFile(artifact.path) as archive:
            packages = {name.split(".dist-info/")[0] for name in archive.namelist() if ".dist-info/" in name}
        bill = bills[artifact.path.stem]

        assert components(bill) == {tuple(package.rsplit("-", 1)) for package in packages}
        assert [component["name"] for component in bill["components"] if "licenses" not in component] == []


def test_the_pages_bill_lists_what_visitors_get(space: Workspace, bills: dict[str, dict[str, Any]]) -> None:
    wanted = json.loads((space.root / "web" / "package.json").read_text())["dependencies"]

    listed = {component["purl"].removeprefix("pkg:npm/") for component in bills["page"]["components"]}

    assert {f"{name.replace('@', '%40')}@{version}" for name, version in wanted.items()} <= listed
    assert not any("vite" in package for package in listed)


def test_a_bill_is_the_same_bytes_again(space: Workspace, built: list[Artifact]) -> None:
    first = [file.read_bytes() for file in bill_of_materials.write(space, built)]

    assert [file.read_bytes() for file in bill_of_materials.write(space, built)] == first
