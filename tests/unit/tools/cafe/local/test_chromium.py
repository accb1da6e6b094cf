"""A Chromium is found, or installed where that is possible."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
from playwright import sync_api

from cafe.checkout import Workspace
from cafe.errors import CafeError
from cafe.local.chromium import ensure_browser
from tests.support.tools.fake_programs import Programs


@pytest.fixture(autouse=True)
def playwrights_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where Playwright's own Chromium would be; there is none yet."""
    own = tmp_path / "playwright-chromium"

    @contextmanager
    def playwright() -> Iterator[SimpleNamespace]:
        yield SimpleNamespace(chromium=SimpleNamespace(executable_path=str(own)))

    monkeypatch.setattr(sync_api, "sync_playwright", playwright)
    return own


def as_user(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: number)


def test_playwrights_own_goes_before_the_systems(space: Workspace, programs: Programs, playwrights_own: Path) -> None:
    programs.print("chromium", "Chromium 140")
    playwrights_own.write_text("")

    assert ensure_browser(space) == playwrights_own


def test_the_systems_is_taken_by_any_of_its_names(space: Workspace, programs: Programs) -> None:
    systems = programs.print("google-chrome", "Chrome 140")

    assert ensure_browser(space) == systems


def test_root_installs_one_from_the_systems_packages(
    space: Workspace, programs: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_user(monkeypatch, 0)
    chromium = programs.folder / "chromium"
    # A shell can't make a file executable by itself, so the program is there and gets its name.
    put = f"import os; os.rename('{programs.print('packed', 'Chromium 140')}', '{chromium}')"
    programs.add("apt-get", f'[ "$1" = update ] || exec {sys.executable} -IS -c "{put}"')

    assert ensure_browser(space) == chromium


def test_an_installation_without_a_browser_says_what_to_do(
    space: Workspace, programs: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_user(monkeypatch, 0)
    programs.add("apt-get", ":")

    with pytest.raises(CafeError, match="playwright install chromium"):
        ensure_browser(space)


def test_whoever_is_not_root_is_told_how_to_install_one(
    space: Workspace, programs: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_user(monkeypatch, 1000)
    programs.add("apt-get", "exit 1")

    with pytest.raises(CafeError, match=r"There is no Chromium.*apt-get install chromium"):
        ensure_browser(space)


@pytest.mark.usefixtures("programs")
def test_a_system_with_other_packages_is_told_of_playwright(space: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    as_user(monkeypatch, 0)

    with pytest.raises(CafeError, match="playwright install chromium"):
        ensure_browser(space)
