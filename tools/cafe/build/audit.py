"""The audit of the repository: secrets, and packages with known vulnerabilities.

A check whose advisory service does not answer is reported as unanswered, never as passed.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from cafe.build.go_tools import GITLEAKS, go_tool
from cafe.build.python_environments import locked_environment, locks
from cafe.checkout import Workspace
from cafe.errors import CafeError
from cafe.programs import capture, require

SCANNED: Final = (0, 1)
"""How gitleaks ends when it could look: without and with a finding."""


@dataclass(frozen=True)
class Audited:
    """What was checked and found; `unanswered` is why there is no result."""

    subject: str
    findings: tuple[str, ...] = ()
    unanswered: str = ""


@dataclass(frozen=True)
class _Ended:
    """How a program ended, with its standard output read as JSON (None when it is none)."""

    code: int
    document: Any
    complaint: str


def audit_all(space: Workspace) -> Iterator[Audited]:
    """Each check once it is done. Raises CafeError when a scanner is missing or does not run."""
    yield secrets(space)
    for lock in locks(space):
        yield python_packages(space, lock)
    for lock in sorted(space.root.glob("*/package-lock.json")) + sorted(space.root.glob("tests/*/package-lock.json")):
        yield npm_packages(space, lock)


def secrets(space: Workspace) -> Audited:
    """Secrets in any commit; of a shallow clone that is the tree."""
    return Audited("secrets in the history", _leaks(space))


def staged_secrets(space: Workspace) -> Audited:
    """Secrets in what the next commit will hold."""
    return Audited("secrets in what is staged", _leaks(space, "--pre-commit", "--staged"))


def _leaks(space: Workspace, *which: str) -> tuple[str, ...]:
    quietly = ("--no-banner", "--no-color", "--log-level", "error", "--redact", "--report-format", "json")
    ended = _run([go_tool(space, GITLEAKS), "git", *which, *quietly, "--report-path", "-", "."], space.root)
    if ended.code not in SCANNED or ended.document is None:
        raise CafeError(f"gitleaks did not run: {ended.complaint}")
    return tuple(f"{leak['File']}:{leak['StartLine']} {leak['RuleID']}" for leak in ended.document)


def python_packages(space: Workspace, lock: Path) -> Audited:
    """Advisories on what a lock names."""
    subject = lock.relative_to(space.root).as_posix()
    only_the_lock = ("--disable-pip", "--require-hashes", "--progress-spinner", "off", "--format", "json")
    ended = _run([locked_environment(space, "audit") / "pip-audit", *only_the_lock, "-r", lock], space.root)
    if ended.document is None:
        return Audited(subject, unanswered=ended.complaint)
    packages = ended.document["dependencies"]
    unknown = [package["skip_reason"] for package in packages if "skip_reason" in package]
    findings = tuple(finding for package in packages for finding in _advisories(package))
    return Audited(subject, findings, f"{len(unknown)} packages: {unknown[0]}" if unknown else "")


def npm_packages(space: Workspace, lock: Path) -> Audited:
    """Advisories on what a lock of npm names: of the page those that only build it included."""
    require("npm", "Install Node with npm: mise install")
    subject = lock.relative_to(space.root).as_posix()
    ended = _run(["npm", "audit", "--json", "--package-lock-only"], lock.parent)
    if ended.document is None or "vulnerabilities" not in ended.document:
        return Audited(subject, unanswered=(ended.document or {}).get("message") or ended.complaint)
    vulnerable = ended.document["vulnerabilities"].values()
    return Audited(
        subject, tuple(f"{package['name']} {package['range']}: {package['severity']}" for package in vulnerable)
    )


def _advisories(package: dict[str, Any]) -> Iterator[str]:
    for advisory in package.get("vulns", ()):
        fixed = ", ".join(advisory["fix_versions"]) or "no version yet"
        yield f"{package['name']} {package['version']}: {advisory['id']}, fixed in {fixed}"


def _run(command: Sequence[str | Path], folder: Path) -> _Ended:
    done = capture(command, cwd=folder)
    *_, complaint = done.errors.strip().splitlines() or [f"{done.program} ended with {done.status}"]
    try:
        return _Ended(done.status, json.loads(done.output), complaint)
    except ValueError:
        return _Ended(done.status, None, complaint)
