"""A Chromium for the browser tests: Playwright's own, else the system's, else installed from the system's packages."""

import os
import shutil
from pathlib import Path

from cafe.checkout import Workspace
from cafe.errors import CafeError
from cafe.programs import run

SYSTEM_NAMES = ("chromium", "chromium-browser", "google-chrome")
REMEDY = "Install one: apt-get install chromium, or .venv/bin/playwright install chromium"


def ensure_browser(space: Workspace) -> Path:
    """The browser's program. Raises CafeError when there is none and none can be installed."""
    found = find_browser()
    if found is None:
        _install(space)
        found = find_browser()
    if found is None:
        raise CafeError("There is no Chromium for the browser tests.", REMEDY)
    return found


def find_browser() -> Path | None:
    from playwright.sync_api import sync_playwright  # here: its import takes a third of the command's start

    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
    if own.exists():
        return own
    on_path = [shutil.which(name) for name in SYSTEM_NAMES]
    return next((Path(program) for program in on_path if program), None)


def _install(space: Workspace) -> None:
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        raise CafeError("There is no Chromium for the browser tests.", REMEDY)
    log = space.logs / "browser-install.log"
    run(["apt-get", "update"], log=log, cwd=space.root)
    run(["apt-get", "install", "-y", "--no-install-recommends", "chromium"], log=log, cwd=space.root)
