"""The zips that Lambda runs."""

import json
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from importlib.util import MAGIC_NUMBER
from pathlib import Path

import botocore.session
import pytest

from cafe.build import function_zips
from cafe.build.function_zips import Artifact
from cafe.build.packaged_dependencies import DEPENDENCIES, parts
from cafe.checkout import workspace
from cafe.functions import read_functions

BY_NAME = {function.name: function for function in read_functions(workspace().root)}
HANDLERS = list(BY_NAME)
MOST_MODULES = {"api": 205, "stream": 190, "queue": 191}
SETTINGS = {
    "ENVIRONMENT": "cafe-orders-test",
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
    return {artifact.path.stem: artifact for artifact in function_zips.package(workspace())}


def started(artifact: Artifact, folder: Path) -> set[str]:
    """The modules of the zip that a cold start of its function imports; nothing but the zip is there to import."""
    with zipfile.ZipFile(artifact.path) as archive:
        archive.extractall(folder)
    print_own = "print(*(n for n, m in sys.modules.items() if (getattr(m, '__file__', '') or '').startswith('/t/')))"
    script = f"import sys; sys.path.insert(0, '.'); import {artifact.path.stem}.handler as h; h.handle; "
    finished = subprocess.run(
        [sys.executable, "-I", "-S", "-c", script + print_own.replace("/t/", f"{folder}/")],
        cwd=folder,
        env=SETTINGS,
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr
    return set(finished.stdout.split())


@pytest.mark.parametrize("name", HANDLERS)
def test_a_cold_start_imports_no_more_than_it_did(built: dict[str, Artifact], name: str, tmp_path: Path) -> None:
    """Each module costs about half a millisecond: one more is to be worth it."""
    imported = started(built[name], tmp_path)

    assert f"{BY_NAME[name].package}.handler" in imported
    assert len(imported) <= MOST_MODULES[BY_NAME[name].trigger], sorted(imported)


@pytest.mark.parametrize("name", HANDLERS)
def test_a_zip_is_within_its_budget_and_pure_python(built: dict[str, Artifact], name: str) -> None:
    names = [member.name for member in function_zips.members(built[name].path)]

    assert built[name].size <= 1_500_000
    assert not [member for member in names if member.endswith((".so", ".pyd"))]


@pytest.mark.parametrize("name", HANDLERS)
def test_all_bytecode_is_believed_without_a_look_at_its_source(built: dict[str, Artifact], name: str) -> None:
    with zipfile.ZipFile(built[name].path) as archive:
        compiled = [entry for entry in archive.namelist() if entry.endswith(".pyc")]
        headers = {archive.read(entry)[:8] for entry in compiled}
        sources = {entry for entry in archive.namelist() if entry.endswith(".py")}

    unchecked_hash = (1).to_bytes(4, "little")
    assert headers == {MAGIC_NUMBER + unchecked_hash}
    assert {f"{name}/handler.py", "orders/domain/order.py"} <= sources
    assert {f"{name}/__pycache__/handler.cpython-313.pyc", "botocore/client.pyc"} <= set(compiled)


@pytest.mark.parametrize("name", HANDLERS)
def test_every_file_of_a_zip_is_there_for_a_reason(built: dict[str, Artifact], name: str) -> None:
    held = function_zips.members(built[name].path)

    found = parts(held)

    assert sorted(member.name for part in found for member in part.members) == sorted(m.name for m in held)
    assert {part.name.partition(" ")[0] for part in found if part.name != "our own code"} == locked(name)
    assert all(part.reason for part in found)


def test_no_reason_is_left_over() -> None:
    assert {dependency.name for dependency in DEPENDENCIES} == set().union(*map(locked, HANDLERS))


@pytest.mark.parametrize("name", HANDLERS)
def test_a_zip_knows_only_the_operations_that_its_function_calls(built: dict[str, Artifact], name: str) -> None:
    function = BY_NAME[name]

    with zipfile.ZipFile(built[name].path) as archive:
        models = {
            entry.split("/")[2]: json.loads(archive.read(entry))
            for entry in archive.namelist()
            if entry.endswith("service-2.json")
        }

    assert {service: tuple(model["operations"]) for service, model in models.items()} == function.calls


def locked(name: str) -> set[str]:
    lock = (workspace().root / "services" / name / "requirements.txt").read_text()
    return set(re.findall(r"^([a-z0-9-]+)==", lock, re.MULTILINE))


def test_another_build_has_the_same_bytes(built: dict[str, Artifact], tmp_path: Path) -> None:
    elsewhere = tmp_path / "checkout"
    elsewhere.mkdir()
    for folder in ("services", "pyproject.toml"):
        (elsewhere / folder).symlink_to(workspace().root / folder)

    rebuilt = function_zips.package(replace(workspace(), root=elsewhere))

    assert {a.path.stem: a.sha256 for a in rebuilt} == {name: a.sha256 for name, a in built.items()}


def test_a_build_leaves_alone_what_is_installed_for_others(built: dict[str, Artifact]) -> None:
    session = botocore.session.get_session()

    assert "s3" in session.get_available_services()
    assert "us-west-2" in session.get_available_regions("s3")
