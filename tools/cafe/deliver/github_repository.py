"""The GitHub repository that may deploy: named by an option, or the remote of this checkout."""

import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path

from cafe.environments import SETTINGS, declared_repository
from cafe.errors import CafeError
from cafe.programs import git

NAMED = re.compile(r"(?P<owner>[A-Za-z0-9-]+)(@(?P<owner_id>\d+))?/(?P<name>[A-Za-z0-9._-]+?)(@(?P<id>\d+))?(\.git)?")
REMOTE = re.compile(r"^(?:https://(?:[^@/]+@)?|ssh://git@|git@)github\.com[/:](?P<named>[^/]+/[^/]+?)(?:\.git)?/?$")
PAGE = "docs/delivery.md#set-it-up"
HOW = "Name it: --repository OWNER/NAME, or OWNER@ID/NAME@ID if it was made since June 2026."


@dataclass(frozen=True)
class Ids:
    """Numbers that GitHub never gives to another owner or repository."""

    owner: int
    repository: int


@dataclass(frozen=True)
class GitHubRepository:
    """A repository as GitHub's tokens name it (GitHub Docs, "OpenID Connect reference")."""

    owner: str
    name: str
    ids: Ids | None = None

    def __str__(self) -> str:
        if self.ids is None:
            return f"{self.owner}/{self.name}"
        return f"{self.owner}@{self.ids.owner}/{self.name}@{self.ids.repository}"

    def to_json(self) -> str:
        return json.dumps(asdict(self))


def parse_repository(text: str) -> GitHubRepository:
    """`owner/name` or `owner@id/name@id`. Raises CafeError for anything else."""
    found = NAMED.fullmatch(text)
    if found is None or (found["owner_id"] is None) != (found["id"] is None):
        raise CafeError(f"{text} is not a GitHub repository.", HOW, page=PAGE)
    ids = Ids(int(found["owner_id"]), int(found["id"])) if found["id"] else None
    return GitHubRepository(found["owner"], found["name"], ids)


def repository_of(root: Path) -> GitHubRepository:
    """The GitHub repository of a checkout's remote `origin`. Raises CafeError unless it is the declared one."""
    try:
        url = git(root, "remote", "get-url", "origin")
    except CafeError:
        problem = "This checkout has no remote `origin`, so its GitHub repository is unknown."
        raise CafeError(problem, HOW, page=PAGE) from None
    found = REMOTE.match(url)
    if found is None:
        raise CafeError(f"The remote `origin` is not at github.com: {url}.", HOW, page=PAGE)
    repository = parse_repository(found["named"])
    _check_declared(repository, declared_repository(root))
    return repository


def _check_declared(repository: GitHubRepository, declared: str) -> None:
    """A clone's `origin` may still be the upstream repository, whose workflows must not get a role."""
    if str(repository) != declared:
        raise CafeError(
            f"The remote `origin` is {repository}, but {SETTINGS} names {declared}.",
            f"Correct that file, or: git remote set-url origin https://github.com/{declared}.git",
            page=PAGE,
        )
