"""The tests catch each mutant: they pass on the sources as they are, and fail on the mutated ones.

To renew a patch that no longer applies: make its change in the sources by hand, `git diff -U1`, keep the first line.
"""

import re
from pathlib import Path

import pytest

from cafe.checkout import Workspace, workspace
from tests.support.mutants import TESTS_FAILED, Mutant, copy_sources, run_tests

MUTANTS = [Mutant(patch) for patch in sorted(Path(__file__).parent.glob("*.patch"))]
PAGES = ("docs/reliability.md", "docs/security.md")


@pytest.fixture
def copy(space: Workspace, tmp_path: Path) -> Path:
    return copy_sources(space.root, tmp_path)


def test_there_are_ten_mutants_or_more_and_each_breaks_another_promise() -> None:
    promises = {mutant.promise for mutant in MUTANTS}

    assert len(promises) == len(MUTANTS) >= 10
    assert [promise for promise in promises if not promise.endswith(tuple(f"({page})" for page in PAGES))] == []


def test_without_a_mutant_the_tests_pass(copy: Path) -> None:
    tests = sorted({test for mutant in MUTANTS for test in mutant.tests})

    finished = run_tests(copy, tests)

    assert finished.returncode == 0, finished.stdout + finished.stderr


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.patch.stem)
def test_a_mutant_is_caught(copy: Path, mutant: Mutant) -> None:
    mutant.apply(copy)

    finished = run_tests(copy, mutant.tests)

    assert finished.returncode == TESTS_FAILED, f"It survives {mutant.tests}:\n{finished.stdout}{finished.stderr}"
    caught = re.search(r"^FAILED (\S+)", finished.stdout, re.MULTILINE)
    print(f"{mutant.promise}: {caught[1] if caught else ''}")


def test_every_patch_changes_services_or_modules() -> None:
    patches = "".join(mutant.patch.read_text() for mutant in MUTANTS)
    changed = set(re.findall(r"^\+\+\+ b/(\S+)", patches, re.MULTILINE))

    assert [name for name in changed if not name.startswith(("services/", "modules/"))] == []
    assert [name for name in changed if not (workspace().root / name).exists()] == []
