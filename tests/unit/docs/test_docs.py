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


def test_the_openapi_document_is_the_one_the_platform_runs_on() -> None:
    openapi.check(workspace())
