"""The subcommands that write documents, as they are typed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cafe.aws import LocalAws
from cafe.checkout import Workspace, workspace
from cafe.cli import cafe as command
from cafe.document import api_compatibility, commands
from cafe.platform import write_platform
from tests.support.tools.examples import PLATFORM
from tests.support.tools.functions import declare_functions

type Type = Callable[..., Result]


@pytest.fixture
def type_(space: Workspace, monkeypatch: pytest.MonkeyPatch) -> Type:
    monkeypatch.setattr(commands, "workspace", lambda: space)
    return lambda *words: CliRunner().invoke(command, words)


def check_write_and_check(type_: Type, page: Path, name: str) -> None:
    stale, written, current = type_(name, "--check"), type_(name), type_(name, "--check")

    assert (stale.exit_code, written.exit_code, current.exit_code) == (1, 0, 0)
    assert f"{page.name} is out of date. Write it again: .venv/bin/cafe {name}" in str(stale.exception)


def test_the_page_of_permissions_is_written_and_checked(type_: Type, space: Workspace, aws: LocalAws) -> None:
    declare_functions(space.root)
    write_platform(space.platform_file, PLATFORM)
    page = space.root / "docs" / "permissions.md"

    check_write_and_check(type_, page, "permissions")

    assert page.read_text().startswith("# Permissions")


def test_the_api_is_described_and_the_description_checked(type_: Type, space: Workspace) -> None:
    (space.root / "services").symlink_to(workspace().root / "services")

    check_write_and_check(type_, space.root / "docs" / "openapi.json", "openapi")


def test_the_api_is_compared_with_that_of_a_branch(type_: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api_compatibility, "check", lambda _, branch: f"as {branch} has it")

    assert type_("openapi", "--against", "origin/main").stdout == "as origin/main has it\n"
