"""What keeps the tree readable: short functions, short files, and no module variable that nobody sets."""

import ast
import re
import subprocess
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
def test_every_variable_of_a_module_is_set_by_somebody(module: Path) -> None:
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
