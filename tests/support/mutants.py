"""Mutants: changes of the sources that break a promise of the documents, each with the tests that must catch it.

A mutant is a patch. Its first line is the promise, ` · `, and the tests, as pytest takes them.
"""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from cafe.checkout import workspace

PROVEN = ("services", "modules", "live", "tools", "tests", "docs")
FILES = ("pyproject.toml", "terragrunt.hcl")
NOT_COPIED = shutil.ignore_patterns("__pycache__", ".terraform*", ".terragrunt-cache", "node_modules")
TESTS_FAILED = 1
"""pytest's exit code; others are errors of use or of collection, which catch nothing."""


@dataclass(frozen=True)
class Mutant:
    """A patch of the sources."""

    LENIENT: ClassVar = ("-C1", "--recount")
    """Options of `git apply`: one line around a change is enough to find it, wherever it was moved in its file."""

    patch: Path

    @property
    def promise(self) -> str:
        return self._first_line()[0]

    @property
    def tests(self) -> list[str]:
        return self._first_line()[1].split()

    def _first_line(self) -> tuple[str, str]:
        promise, _, tests = self.patch.read_text().partition("\n")[0].partition(" · ")
        assert tests, f"{self.patch.name}: its first line must be the promise, ` · `, and the tests"
        return promise, tests

    def apply(self, copy: Path) -> None:
        """Change the copy."""
        applied = subprocess.run(
            ["git", "apply", *self.LENIENT, self.patch], cwd=copy, capture_output=True, text=True, check=False
        )
        assert applied.returncode == 0, f"{self.patch.name} does not apply, renew it: {applied.stderr}"


MUTANTS = [Mutant(patch) for patch in sorted((workspace().root / "tests" / "mutants").glob("*.patch"))]


def copy_sources(root: Path, copy: Path) -> Path:
    """What the tests of mutants read, apart from the checkout."""
    for folder in PROVEN:
        shutil.copytree(root / folder, copy / folder, ignore=NOT_COPIED)
    for file in FILES:
        shutil.copy2(root / file, copy)
    return copy


def run_tests(copy: Path, tests: list[str]) -> subprocess.CompletedProcess[str]:
    """pytest on the copy, whose packages come before the installed ones."""
    packages = os.pathsep.join(str(copy / folder) for folder in ("services", "tools"))
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests],
        cwd=copy,
        env=os.environ | {"PYTHONPATH": packages, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
