"""The tests catch each mutant: they pass on the sources as they are, and fail on the mutated ones."""

import re
from pathlib import Path

import pytest

from cafe.checkout import Workspace
from tests.support.mutants import MUTANTS, TESTS_FAILED, Mutant, copy_sources, run_tests

pytestmark = pytest.mark.timeout(1800)


@pytest.fixture
def copy(space: Workspace, tmp_path: Path) -> Path:
    return copy_sources(space.root, tmp_path)


def test_without_a_mutant_the_tests_pass(copy: Path) -> None:
    tests = sorted({test for mutant in MUTANTS for test in mutant.tests})

    finished = run_tests(copy, tests)

    assert finished.returncode == 0, finished.stdout + finished.stderr


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.patch.stem)
def test_a_mutant_is_caught(copy: Path, mutant: Mutant, caught: dict[str, str]) -> None:
    mutant.apply(copy)

    finished = run_tests(copy, mutant.tests)

    assert finished.returncode == TESTS_FAILED, f"It survives {mutant.tests}:\n{finished.stdout}{finished.stderr}"
    failed = re.search(r"^FAILED (.+?)(?: - .*)?$", finished.stdout, re.MULTILINE)
    assert failed, finished.stdout
    caught[mutant.promise] = failed[1]
