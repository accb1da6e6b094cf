"""Whatever the project takes from others, Dependabot is told where it is named."""

from collections.abc import Iterator
from fnmatch import fnmatch

import pytest
import yaml

from cafe.checkout import workspace

ROOT = workspace().root
NAMED_IN = {
    "github-actions": ".github/actions/*/action.yml",
    "gomod": "tools/go/*/go.mod",
    "npm": "**/package-lock.json",
    "terraform": "modules/**/versions.tf",
    "uv": "**/*.in",
}
INSTALLED = {"node_modules", ".venv", ".nox", ".local", ".terraform"}


def folders(pattern: str) -> set[str]:
    found = (file.parent.relative_to(ROOT) for file in ROOT.glob(pattern))
    return {f"/{folder.as_posix()}" for folder in found if not INSTALLED & set(folder.parts)}


def watched(ecosystem: str) -> Iterator[str]:
    for update in yaml.safe_load((ROOT / ".github" / "dependabot.yml").read_text())["updates"]:
        if update["package-ecosystem"] == ecosystem:
            yield from update.get("directories") or [update["directory"]]


@pytest.mark.parametrize("ecosystem", NAMED_IN)
def test_every_folder_that_names_packages_is_watched(ecosystem: str) -> None:
    named, patterns = folders(NAMED_IN[ecosystem]), list(watched(ecosystem))

    forgotten = {folder for folder in named if not any(reaches(pattern, folder) for pattern in patterns)}

    assert named
    assert forgotten == set(), "Name these in .github/dependabot.yml"


@pytest.mark.parametrize("ecosystem", NAMED_IN)
def test_no_folder_is_watched_that_is_not_there(ecosystem: str) -> None:
    gone = {folder for folder in watched(ecosystem) if not list(ROOT.parent.glob(f"{ROOT.name}{folder}"))}

    assert gone == set(), "Strike these from .github/dependabot.yml"


def reaches(pattern: str, folder: str) -> bool:
    """A star stands for one folder's name."""
    return pattern.count("/") == folder.count("/") and fnmatch(folder, pattern)
