"""Secrets and known vulnerabilities are told; what nobody could be asked about is not told as clean."""

import json

import pytest

from cafe.build.audit import Audited, audit_all, secrets, staged_secrets
from cafe.build.go_tools import GITLEAKS
from cafe.checkout import Workspace
from cafe.errors import CafeError
from tests.support.tools.fake_programs import Programs, install, install_go_tool

NO_LEAKS = "echo '[]'"
NOTHING_KNOWN = json.dumps({"dependencies": [{"name": "click", "version": "8", "vulns": []}], "fixes": []})
NOT_VULNERABLE = """echo '{"vulnerabilities": {}}'"""


class Scanners:
    """Stand-ins for the three scanners, which find nothing unless told otherwise."""

    def __init__(self, space: Workspace, programs: Programs) -> None:
        self._space = space
        self._programs = programs
        for folder in (space.root / "web", space.root / "tests" / "diagrams"):
            folder.mkdir(parents=True)
            (folder / "package-lock.json").write_text("{}")
        self.gitleaks(NO_LEAKS)
        self.pip_audit(f"print('''{NOTHING_KNOWN}''')")
        self.npm(NOT_VULNERABLE)

    def gitleaks(self, script: str) -> None:
        install_go_tool(self._space, GITLEAKS, script)

    def pip_audit(self, script: str) -> None:
        install(self._space, "audit", "pip-audit", script)

    def npm(self, script: str) -> None:
        self._programs.add("npm", script)

    def checks(self) -> list[Audited]:
        return list(audit_all(self._space))


@pytest.fixture
def scanners(space: Workspace, programs: Programs) -> Scanners:
    return Scanners(space, programs)


def test_a_clean_repository_has_no_finding_and_no_open_question(scanners: Scanners) -> None:
    assert scanners.checks() == [
        Audited("secrets in the history"),
        Audited("requirements/audit.txt"),
        Audited("web/package-lock.json"),
        Audited("tests/diagrams/package-lock.json"),
    ]


def test_what_is_staged_is_looked_at_alone(scanners: Scanners, space: Workspace) -> None:
    leak = {"File": "env.hcl", "StartLine": 7, "RuleID": "aws-access-token"}
    scanners.gitleaks(
        f"""case "$*" in "git --pre-commit --staged "*) echo '{json.dumps([leak])}'; exit 1;; esac; {NO_LEAKS}"""
    )

    assert staged_secrets(space) == Audited("secrets in what is staged", ("env.hcl:7 aws-access-token",))
    assert secrets(space) == Audited("secrets in the history")


def test_a_secret_is_reported_by_its_place_and_not_shown(scanners: Scanners) -> None:
    leak = {"File": "env.hcl", "StartLine": 7, "RuleID": "aws-access-token", "Secret": "AKIA..."}
    scanners.gitleaks(f"echo '{json.dumps([leak])}'; exit 1")

    assert scanners.checks()[0].findings == ("env.hcl:7 aws-access-token",)


@pytest.mark.parametrize("script", ["echo 'not a repository' >&2; exit 126", "exit 2", "echo nonsense"])
def test_a_scan_for_secrets_that_could_not_be_made_is_an_error(scanners: Scanners, script: str) -> None:
    scanners.gitleaks(script)

    with pytest.raises(CafeError, match="gitleaks did not run"):
        scanners.checks()


def test_a_known_vulnerability_is_reported_with_the_version_that_has_it_no_more(scanners: Scanners) -> None:
    advisories = [{"id": "PYSEC-1", "fix_versions": ["9"]}, {"id": "PYSEC-2", "fix_versions": []}]
    document = {"dependencies": [{"name": "click", "version": "8", "vulns": advisories}]}
    scanners.pip_audit(f"print('''{json.dumps(document)}'''); raise SystemExit(1)")

    assert scanners.checks()[1].findings == (
        "click 8: PYSEC-1, fixed in 9",
        "click 8: PYSEC-2, fixed in no version yet",
    )


def test_a_package_that_the_advisory_service_does_not_know_is_an_open_question(scanners: Scanners) -> None:
    document = {"dependencies": [{"name": "click", "skip_reason": "not found"}, {"name": "rich", "skip_reason": "no"}]}
    scanners.pip_audit(f"print('''{json.dumps(document)}''')")

    assert scanners.checks()[1] == Audited("requirements/audit.txt", unanswered="2 packages: not found")


def test_an_advisory_service_that_does_not_answer_is_an_open_question(scanners: Scanners) -> None:
    scanners.pip_audit("import sys; sys.exit('first line\\nno such host')")
    scanners.npm("""echo '{"message": "405 Method Not Allowed"}'; exit 1""")

    assert [check.unanswered for check in scanners.checks()] == ["", "no such host", *2 * ["405 Method Not Allowed"]]


def test_an_npm_that_says_nothing_is_an_open_question(scanners: Scanners) -> None:
    scanners.npm("exit 7")

    assert scanners.checks()[2].unanswered == "npm ended with 7"


def test_a_vulnerable_package_of_the_page_is_reported(scanners: Scanners) -> None:
    vulnerable = {"vite": {"name": "vite", "range": "<8.1", "severity": "high"}}
    scanners.npm(f"echo '{json.dumps({'vulnerabilities': vulnerable})}'; exit 1")

    assert scanners.checks()[2].findings == ("vite <8.1: high",)
