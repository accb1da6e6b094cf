"""A real Chromium on the running platform; whatever the page complains of fails the test."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import ConsoleMessage, Page

from cafe.checkout import Workspace
from cafe.local.chromium import find_browser
from cafe.platform import Customer, Platform
from tests.support.browser.guest import Guest
from tests.support.browser.inspection import Inspection
from tests.support.menu import Drink

# Without these a browser looks for its maker's services, which a closed network refuses many at a time.
QUIET = ["--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    program = find_browser()
    assert program is not None, "There is no Chromium. Install one: .venv/bin/cafe install-browser"
    return browser_type_launch_args | {"executable_path": str(program), "args": ["--no-sandbox", *QUIET]}


@pytest.fixture
def complaints(page: Page, platform: Platform) -> list[str]:
    """Every warning, error and uncaught error of our pages; the hosted sign-in page is not ours."""
    heard: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not message.location["url"].startswith(platform.hosted_ui_url):
            heard.append(message.text)

    page.on("console", hear)
    page.on("pageerror", lambda error: heard.append(str(error)))
    return heard


@pytest.fixture
def guest(
    page: Page,
    platform: Platform,
    new_customer: Callable[[], Customer],
    drinks: tuple[Drink, ...],
    complaints: list[str],
) -> Iterator[Guest]:
    """A guest with the page; at the end the page must not have complained."""
    yield Guest(page, platform, new_customer(), drinks)
    assert complaints == []


@pytest.fixture(scope="session")
def inspection(space: Workspace) -> Inspection:
    """With CAFE_SCREENSHOTS, as `nox -s browser` sets it, each state is also kept as four pictures."""
    axe = (space.root / "web" / "node_modules" / "axe-core" / "axe.min.js").read_text()
    if not os.environ.get("CAFE_SCREENSHOTS"):
        return Inspection(axe, None)
    folder = space.root / "reports" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    return Inspection(axe, folder)


@pytest.fixture
def look(page: Page, inspection: Inspection) -> Callable[[str], None]:
    """Looks at the present state of the page, by a name for its pictures."""
    return lambda state: inspection.look(page, state)
