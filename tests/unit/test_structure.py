"""What keeps the tree readable: short functions, files and folders; tests that mirror the sources."""

import ast
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from cafe.checkout import workspace

ROOT = workspace().root
MOST_LINES_OF_A_FUNCTION = 40
MOST_LINES_OF_A_FILE = 400
LONG_FILES = {
    "modules/github_oidc/permissions.tf": "all that a deploy may do, to be read in one place",
    "modules/website/tests/behaviour.tftest.hcl": "Terraform runs a module's tests of one kind from one file's setting",
}
MOST_FILES_OF_A_FOLDER = 14
OF_SEVERAL_SOURCES = {
    "tests/integration/services/orders/domain/test_life_of_orders.py": "one state machine, on DynamoDB's conditions",
    "tests/integration/services/test_counts.py": "the calls of AWS that an order takes, over all functions",
    "tests/integration/services/test_observability.py": "the ids and metrics of an order, over all functions",
    "tests/integration/services/test_whole_life.py": "an order on its way through all functions",
    "tests/unit/services/order_api/test_contract_files.py": "the contract's files, which are no modules",
    "tests/unit/services/orders/domain/test_life_of_orders.py": "one state machine, in memory",
    "tests/unit/services/test_functions.py": "services/functions.json, which is no module",
}
RUN_BY_OTHER_PROGRAMS = ("tests/bench/", "tests/load/", "tests/unit/tools/cafe/deliver/errors/record.py")
"""Programs that a benchmark, locust, or a person runs."""
SOURCES = ("*.py", "*.tf", "*.hcl", "*.mjs", "web/**/*.ts", "web/**/*.tsx", "web/**/*.css")


def sources() -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", *SOURCES],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [name for name in listed.stdout.splitlines() if (ROOT / name).exists()]


def functions() -> Iterator[tuple[str, int]]:
    for name in sources():
        if name.endswith(".py"):
            for node in ast.walk(ast.parse((ROOT / name).read_text())):
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                    yield f"{name}:{node.name}", (node.end_lineno or node.lineno) - node.lineno + 1


def test_no_function_is_longer_than_a_screen() -> None:
    long = {name: lines for name, lines in functions() if lines > MOST_LINES_OF_A_FUNCTION}

    assert long == {}, "Divide these"


def test_no_file_is_longer_than_one_reads_at_a_time() -> None:
    long = {name for name in sources() if len((ROOT / name).read_text().splitlines()) > MOST_LINES_OF_A_FILE}

    assert long - set(LONG_FILES) == set(), "Divide these"
    assert set(LONG_FILES) <= long, "These are short now: strike them from the list"


MODULES = sorted(file.parent for file in (ROOT / "modules").glob("**/variables.tf"))


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(ROOT / "modules")))
def test_every_variable_of_a_module_is_set(module: Path) -> None:
    declared = set(re.findall(r'^variable "(\w+)"', (module / "variables.tf").read_text(), re.MULTILINE))

    assert declared - set(given_to(module)) == set(), "Make each a local, or set it in live/_units or in a module"


def given_to(module: Path) -> Iterator[str]:
    """Names that callers of a module give values to."""
    unit = ROOT / "live" / "_units" / f"{module.name}.hcl"
    if unit.exists():
        yield "name"  # by the root terragrunt.hcl, to every unit
        yield from assigned(unit.read_text().partition("\ninputs = {")[2])
    for caller in (ROOT / "modules").glob("**/*.tf"):
        for call in re.findall(r'^module "\w+" \{\n(.*?)^\}', caller.read_text(), re.MULTILINE | re.DOTALL):
            source = re.search(r'source\s*=\s*"(\.[^"]+)"', call)
            if source and (caller.parent / source[1]).resolve() == module.resolve():
                yield from assigned(call)


def assigned(block: str) -> list[str]:
    return re.findall(r"^  (\w+)\s*=", block, re.MULTILINE)


def python_tests() -> list[str]:
    return [name for name in sources() if name.startswith("tests/") and name.endswith(".py")]


def imported_by(name: str) -> Iterator[str]:
    """Modules that a file imports, and the names that it takes from them."""
    for node in ast.walk(ast.parse((ROOT / name).read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_no_test_and_no_conftest_is_imported() -> None:
    imported = {(name, module) for name in python_tests() for module in imported_by(name)}

    assert [pair for pair in imported if re.search(r"^tests\..*\b(test_\w+|conftest)\b", pair[1])] == []


def test_helpers_of_tests_are_in_support() -> None:
    helpers = [name for name in python_tests() if not re.match(r"(test_\w+|conftest)\.py", Path(name).name)]

    assert [name for name in helpers if not name.startswith(("tests/support/", *RUN_BY_OTHER_PROGRAMS))] == []


def test_each_test_of_a_source_has_the_name_of_the_source() -> None:
    of_sources = [
        name for name in python_tests() if re.match(r"tests/(unit|integration)/(services|tools)/.*test_", name)
    ]
    without = {name for name in of_sources if not has_source(name)}

    assert without - set(OF_SEVERAL_SOURCES) == set(), "Name these after what they test"
    assert set(OF_SEVERAL_SOURCES) <= without, "Strike these from the list"


def has_source(test: str) -> bool:
    """Whether there is a module or a package of the test's name, or its own folder is one."""
    folder = ROOT.joinpath(*Path(test).parent.parts[2:])
    name = Path(test).stem.removeprefix("test_")
    return (folder / f"{name}.py").exists() or (folder / name).is_dir() or folder.name == name


@pytest.mark.parametrize("top", ["services", "tools"])
def test_no_folder_has_more_files_than_one_finds_a_place_in(top: str) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", top],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    folders = Counter(str(Path(name).parent) for name in listed.stdout.splitlines() if (ROOT / name).exists())

    assert {folder: files for folder, files in folders.items() if files > MOST_FILES_OF_A_FOLDER} == {}


def test_pytest_and_ruff_read_every_folder(pytestconfig: pytest.Config) -> None:
    """Both pass over folders of some names, `build` among them, unless they are configured."""
    skipped = pytestconfig.getini("norecursedirs")
    checked = subprocess.run(
        [Path(sys.executable).with_name("ruff"), "check", "--show-files"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.splitlines()  # fmt: skip
    python = {name for name in sources() if name.endswith(".py")}

    assert {name for name in python for part in Path(name).parts[:-1] if any(map(Path(part).match, skipped))} == set()
    assert {str(ROOT / name) for name in python} <= set(checked)
