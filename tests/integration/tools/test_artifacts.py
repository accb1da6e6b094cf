"""The zips that Lambda runs."""

import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import botocore.session
import pytest

from cafe import artifacts
from cafe.artifacts import FUNCTIONS, Artifact
from cafe.workspace import workspace

HANDLERS = [function.name for function in FUNCTIONS]
SETTINGS = {
    "TABLE_NAME": "orders",
    "QUEUE_URL": "http://127.0.0.1:1/000000000000/orders",
    "TOPIC_ARN": "arn:aws:sns:us-east-1:000000000000:events",
    "FAILURE_QUEUE_URL": "http://127.0.0.1:1/000000000000/failures",
    "AWS_REGION": "us-east-1",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_ACCESS_KEY_ID": "none",
    "AWS_SECRET_ACCESS_KEY": "none",
}


@pytest.fixture(scope="module")
def built() -> dict[str, Artifact]:
    return {artifact.path.stem: artifact for artifact in artifacts.package(workspace())}


@pytest.mark.parametrize("name", HANDLERS)
def test_a_zip_holds_all_that_its_handler_imports(built: dict[str, Artifact], name: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(built[name].path) as archive:
        archive.extractall(tmp_path)

    started = subprocess.run(
        [
            sys.executable,
            "-I",
            "-S",
            "-c",
            f"import sys; sys.path.insert(0, '.'); import {name}.handler as h; h.handle",
        ],
        cwd=tmp_path,
        env=SETTINGS,
        capture_output=True,
        text=True,
        check=False,
    )

    assert started.returncode == 0, started.stderr


@pytest.mark.parametrize("name", HANDLERS)
def test_a_zip_is_within_its_budget_and_pure_python(built: dict[str, Artifact], name: str) -> None:
    names = [member for member, _ in artifacts.members(built[name].path)]

    assert built[name].size <= 1_500_000
    assert not [member for member in names if member.endswith((".so", ".pyd", ".pyc"))]


def test_another_build_has_the_same_bytes(built: dict[str, Artifact], tmp_path: Path) -> None:
    elsewhere = tmp_path / "checkout"
    elsewhere.mkdir()
    for folder in ("services", "requirements", "pyproject.toml"):
        (elsewhere / folder).symlink_to(workspace().root / folder)

    rebuilt = artifacts.package(replace(workspace(), root=elsewhere))

    assert {a.path.stem: a.sha256 for a in rebuilt} == {name: a.sha256 for name, a in built.items()}


def test_what_has_not_changed_is_not_built_again(built: dict[str, Artifact]) -> None:
    before = {name: artifact.path.stat().st_mtime_ns for name, artifact in built.items()}

    artifacts.package(workspace())

    assert {name: artifact.path.stat().st_mtime_ns for name, artifact in built.items()} == before


def test_a_build_leaves_alone_what_is_installed_for_others(built: dict[str, Artifact]) -> None:
    session = botocore.session.get_session()

    assert "s3" in session.get_available_services()
    assert "us-west-2" in session.get_available_regions("s3")
