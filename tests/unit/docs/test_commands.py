"""The commands that a page tells to type exist, with the options that it gives them."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from cafe.cli import cafe
from tests.support import documents
from tests.support.documents import PAGES, ROOT

SESSION = re.compile(r"nox -s ([a-z0-9_]+(?: [a-z0-9_]+)*)")
COMMAND = re.compile(r"(?:^|[ (/])cafe ([a-z][a-z-]*)([^&|;#→]*)")
OPTION = re.compile(r"(?:^| )(--?[a-z][a-z-]*)")
DECLARED = re.compile(r"addoption\(\s*\"(--[a-z-]+)\"")
OF_PYTEST = {"-k", "-s", "-n", "-x"}
OF_UV = {"--upgrade"}
SESSIONS = set(re.findall(r"^def (\w+)\(session", (ROOT / "noxfile.py").read_text(), re.MULTILINE))


def commands(page: Path) -> Iterator[tuple[str, set[str]]]:
    """Each `cafe` command that is typed on the page, and its options."""
    for piece in documents.code(page):
        for name, rest in COMMAND.findall(piece):
            yield name, set(OPTION.findall(rest))


def options(command: click.Command) -> set[str]:
    return {"-h", "--help"} | {option for parameter in command.params for option in parameter.opts}


def options_after_a_session() -> set[str]:
    """What can follow `nox -s … --`: an option of our tests, of pytest, of uv, or of the command behind the session."""
    ours = {option for file in ROOT.glob("tests/**/conftest.py") for option in DECLARED.findall(file.read_text())}
    bench = {option for file in ROOT.glob("tests/bench/*.py") for option in DECLARED.findall(file.read_text())}
    behind = {option for name in SESSIONS & cafe.commands.keys() for option in options(cafe.commands[name])}
    return ours | bench | behind | OF_PYTEST | OF_UV


@pytest.mark.parametrize("document", PAGES, ids=documents.name)
def test_its_sessions_exist(document: Path) -> None:
    mentioned = {session for found in SESSION.findall(document.read_text()) for session in found.split()}

    assert mentioned <= SESSIONS


@pytest.mark.parametrize("document", PAGES, ids=documents.name)
def test_what_follows_a_session_is_taken_by_it(document: Path) -> None:
    given = {
        option
        for piece in documents.code(document)
        if "nox -s" in piece
        for option in OPTION.findall(piece.partition(" -- ")[2])
    }

    assert given <= options_after_a_session()


@pytest.mark.parametrize("document", PAGES, ids=documents.name)
def test_its_cafe_commands_exist_and_take_the_options_given(document: Path) -> None:
    for name, given in commands(document):
        assert name in cafe.commands, f"cafe {name}"
        assert given <= options(cafe.commands[name]), f"cafe {name} {' '.join(sorted(given))}"
