"""When a zip is built, and when it is refused. What is in the real ones is proven on them."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cafe.build import function_zips
from cafe.build.function_zips import members, package
from cafe.checkout import Workspace
from cafe.errors import CafeError
from tests.support.tools.fake_programs import Programs
from tests.support.tools.functions import declare_functions

INSTALL = """
import json, pathlib, sys
target = pathlib.Path(sys.argv[sys.argv.index("--target") + 1])
for folder in ("event_handler", "utilities/batch", "utilities/jmespath_utils"):
    (target / "aws_lambda_powertools" / folder).mkdir(parents=True)
    (target / "aws_lambda_powertools" / folder / "code.py").write_text("1")
(target / "aws_lambda_powertools-3.0.dist-info").mkdir()
(target / "aws_lambda_powertools-3.0.dist-info" / "METADATA").write_text("")
(target / "aws_lambda_powertools-3.0.dist-info" / "RECORD").write_text("")
operations = {name: {} for name in ("GetItem", "PutItem", "Query", "UpdateItem", "Scan")}
for service in ("dynamodb/2011", "dynamodb/2012", "ec2/2016"):
    version = target / "botocore" / "data" / service
    version.mkdir(parents=True)
    (version / "service-2.json").write_text(json.dumps({"operations": operations, "shapes": {}}))
    (version / "endpoint-rule-set-1.json").write_text("{}")
    (version / "waiters-2.json").write_text("{}")
endpoints = {"partitions": [{"services": {"dynamodb": {}, "ec2": {}}}]}
(target / "botocore" / "data" / "endpoints.json").write_text(json.dumps(endpoints))
"""


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """The script that says what is installed."""
    script = tmp_path / "install.py"
    script.write_text(INSTALL)
    return script


@pytest.fixture(autouse=True)
def installs(installed: Path, programs: Programs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A uv that installs next to nothing and notes each time; there is one function to package."""
    noted = tmp_path / "installs"
    uv = programs.add("uv", f'echo once >> {noted}; exec {sys.executable} -IS {installed} "$@"')
    monkeypatch.setattr(function_zips, "UV", uv)
    return noted


@pytest.fixture(autouse=True)
def services(space: Workspace) -> Path:
    folder = space.root / "services"
    for name in ("orders", "shop_api"):
        (folder / name).mkdir(parents=True)
        (folder / name / "code.py").write_text("1")
    declare_functions(space.root, "shop_api")
    (folder / "shop_api" / "requirements.txt").write_text("botocore")
    return folder


def test_a_zip_holds_the_function_and_only_what_it_calls(space: Workspace) -> None:
    (built,) = package(space)

    assert [member.name for member in members(built.path)] == [
        "aws_lambda_powertools-3.0.dist-info/METADATA",
        "aws_lambda_powertools/utilities/jmespath_utils/code.pyc",
        "botocore/data/dynamodb/2012/endpoint-rule-set-1.json",
        "botocore/data/dynamodb/2012/service-2.json",
        "botocore/data/endpoints.json",
        "orders/__pycache__/code.cpython-313.pyc",
        "orders/code.py",
        "shop_api/__pycache__/code.cpython-313.pyc",
        "shop_api/code.py",
    ]


def test_what_has_not_changed_is_not_built_again(space: Workspace, installs: Path) -> None:
    first = package(space)

    assert package(space) == first
    assert installs.read_text().split() == ["once"]


def test_changed_code_is_built_again(space: Workspace, services: Path) -> None:
    (before,) = package(space)

    (services / "orders" / "code.py").write_text("2")

    (after,) = package(space)
    assert after.sha256 != before.sha256


@pytest.mark.parametrize("damage", [lambda zip_: zip_.write_bytes(b"changed"), Path.unlink], ids=["changed", "removed"])
def test_a_zip_that_somebody_changed_or_removed_is_built_again(
    space: Workspace, damage: Callable[[Path], object]
) -> None:
    (built,) = package(space)

    damage(built.path)

    assert package(space) == [built]


def test_a_zip_over_its_budget_is_refused_each_time(space: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(function_zips, "LIMIT_BYTES", 100)

    for _ in range(2):
        with pytest.raises(CafeError, match=r"shop_api\.zip has .* bytes; the budget is 100.*cafe package --list"):
            package(space)


def test_a_dependency_that_nobody_gave_a_reason_for_is_refused(space: Workspace, installed: Path) -> None:
    with installed.open("a") as script:
        script.write('(target / "left_pad-1.0.dist-info").mkdir()')

    with pytest.raises(CafeError, match=r"left-pad would be packaged for no reason.*dependencies\.py"):
        package(space)


def test_compiled_code_of_a_dependency_is_refused(space: Workspace, installed: Path) -> None:
    with installed.open("a") as script:
        script.write('(target / "botocore" / "fast.so").write_bytes(b"ELF")')

    with pytest.raises(CafeError, match=r"holds compiled code: botocore/fast\.so"):
        package(space)


def test_compiled_code_is_refused(space: Workspace, services: Path) -> None:
    (services / "orders" / "fast.so").write_bytes(b"ELF")

    with pytest.raises(CafeError, match=r"holds compiled code: orders/fast\.so.*pure Python"):
        package(space)
