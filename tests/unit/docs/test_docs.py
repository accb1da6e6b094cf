"""What the documents say is there, is there."""

import re
from pathlib import Path

import pytest

from cafe import openapi
from cafe.cli import cafe
from cafe.workspace import workspace

ROOT = workspace().root
DOCUMENTS = sorted(
    file
    for pattern in ("*.md", "docs/**/*.md", "modules/**/*.md")
    for file in ROOT.glob(pattern)
    if ".terraform" not in file.parts
)
LINK = re.compile(r"\]\((?!https?://|#|mailto:)([^)#\s]+)")
SESSION = re.compile(r"nox -s ([a-z0-9_]+(?: [a-z0-9_]+)*)")
NAMED_TEST = re.compile(r"\[((?:test|assert)_\w+)\]\(([^)#\s]+\.py)\)")
COMMAND = re.compile(r"(?:\.venv/bin/cafe|`cafe) ([a-z-]+)")


def names(document: Path) -> str:
    return document.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("document", DOCUMENTS, ids=names)
def test_its_links_lead_somewhere(document: Path) -> None:
    missing = [link for link in LINK.findall(document.read_text()) if not (document.parent / link).exists()]

    assert missing == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=names)
def test_its_commands_exist(document: Path) -> None:
    text = document.read_text()
    sessions = set(re.findall(r"^def (\w+)\(session", (ROOT / "noxfile.py").read_text(), re.MULTILINE))

    mentioned = {session for found in SESSION.findall(text) for session in found.split()}

    assert mentioned <= sessions
    assert set(COMMAND.findall(text)) <= cafe.commands.keys()


@pytest.mark.parametrize("document", DOCUMENTS, ids=names)
def test_the_tests_that_it_names_are_where_it_says(document: Path) -> None:
    cited = NAMED_TEST.findall(document.read_text())

    assert [(name, link) for name, link in cited if not _has(document.parent / link, name)] == []


def _has(file: Path, name: str) -> bool:
    return file.stem == name or f"def {name}(" in file.read_text()


def test_every_threat_has_a_test_that_shows_how_it_is_stopped() -> None:
    section = (ROOT / "docs" / "security.md").read_text().partition("## Threats")[2].partition("\n## ")[0]
    _, _, *threats = [line for line in section.splitlines() if line.startswith("|")]

    assert threats
    assert [threat for threat in threats if not LINK.search(threat.split("|")[4])] == []


def test_the_openapi_document_is_the_one_the_platform_runs_on() -> None:
    openapi.check(workspace())
