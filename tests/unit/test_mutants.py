"""The mutants of tests/mutants are up to date: each applies to the sources, and the tests that it names are there.

To renew a patch: make its change in the sources by hand, put `git diff -U1` under the first line, undo the change.
"""

import re
import subprocess

import pytest

from cafe.checkout import workspace
from tests.support.mutants import MUTANTS, Mutant

ROOT = workspace().root
PAGES = ("(docs/reliability.md)", "(docs/security.md)")

each_mutant = pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.patch.stem)


def test_ten_mutants_or_more_break_a_promise_each_of_a_page() -> None:
    promises = {mutant.promise for mutant in MUTANTS}

    assert len(promises) == len(MUTANTS) >= 10
    assert [promise for promise in promises if not promise.endswith(PAGES)] == []


@each_mutant
def test_a_mutant_changes_services_or_modules_and_applies(mutant: Mutant) -> None:
    changed = re.findall(r"^\+\+\+ b/(\S+)", mutant.patch.read_text(), re.MULTILINE)
    applied = subprocess.run(
        ["git", "apply", "--check", *mutant.LENIENT, mutant.patch],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert [file for file in changed if not file.startswith(("services/", "modules/"))] == []
    assert applied.returncode == 0, f"Renew it: {applied.stderr}"


@each_mutant
def test_the_tests_that_a_mutant_names_are_there(mutant: Mutant) -> None:
    assert [test for test in mutant.tests if not (ROOT / test.partition("::")[0]).is_file()] == []
