"""Every direct dependency is named with its reason, and with the licence that it states itself."""

import json
import re
from importlib.metadata import distributions, metadata

import pytest

from cafe.build.packaged_dependencies import DEPENDENCIES
from tests.support.documents import ROOT

ROW = re.compile(r"^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
ROWS = {row[0]: row[1:] for row in ROW.findall((ROOT / "docs" / "dependencies.md").read_text())}
LOCKS = sorted(file for file in ROOT.glob("**/package-lock.json") if "node_modules" not in file.parts)
PROGRAMS = {"terraform", "hashicorp/aws"}
"""Named by no list of packages: expected on PATH, and every module's own."""
SPELLED = {
    "MIT License": "MIT",
    "Apache License": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "BSD 2-Clause License": "BSD-2-Clause",
    "Dual License": "Apache-2.0 or BSD-3-Clause",
}


def python_packages() -> set[str]:
    files = [*ROOT.glob("requirements/*.in"), *ROOT.glob("services/*/requirements.in")]
    lines = [line.strip() for file in files for line in file.read_text().splitlines()]
    return {re.split(r"[\[=<>]", line)[0].lower() for line in lines if line and line[0] not in "#-"}


def npm_packages() -> dict[str, str]:
    """Name and licence of what the package files ask for themselves."""
    found: dict[str, str] = {}
    for lock in LOCKS:
        packages = json.loads(lock.read_text())["packages"]
        asked = packages[""].get("dependencies", {}) | packages[""].get("devDependencies", {})
        found |= {name: packages[f"node_modules/{name}"]["license"] for name in asked}
    return found


def go_programs() -> set[str]:
    return {file.parent.name for file in ROOT.glob("tools/go/*/go.mod")}


def actions() -> set[str]:
    files = [*ROOT.glob(".github/workflows/*.yml"), *ROOT.glob(".github/actions/*/action.yml")]
    return {action for file in files for action in re.findall(r"uses: ([\w-]+/[\w-]+)@", file.read_text())}


def test_what_is_used_is_named_and_what_is_named_is_used() -> None:
    shipped = {dependency.name for dependency in DEPENDENCIES}
    used = python_packages() | set(npm_packages()) | go_programs() | actions() | shipped | PROGRAMS

    assert (sorted(used - set(ROWS)), sorted(set(ROWS) - used)) == ([], [])


def test_each_has_a_reason() -> None:
    assert [name for name, (why, _) in ROWS.items() if len(why.split()) < 2] == []


@pytest.mark.parametrize("name", sorted(ROWS.keys() & {each.name.lower() for each in distributions()}))
def test_an_installed_package_has_the_licence_that_it_states(name: str) -> None:
    stated = metadata(name)
    text = stated.get("License-Expression") or stated.get("License") or _classified(stated.get_all("Classifier", []))
    licence = text.strip().splitlines()[0]

    assert ROWS[name][1] == SPELLED.get(licence, licence).replace(" OR ", " or ")


@pytest.mark.parametrize(("name", "licence"), npm_packages().items())
def test_an_npm_package_has_the_licence_that_it_states(name: str, licence: str) -> None:
    assert ROWS[name][1] == licence.replace(" OR ", " or ")


def _classified(classifiers: list[str]) -> str:
    return next(entry.rpartition(" :: ")[2] for entry in classifiers if entry.startswith("License ::"))
