"""GitHub's REST API, as far as it keeps what this program writes to people."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import requests

from cafe.errors import CafeError

TIMEOUT_SECONDS = 30
GITHUB = "https://api.github.com"
VERSION = {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28"}
REMEDIES = {
    401: "GITHUB_TOKEN is not valid, or no longer.",
    403: "The job needs the permission to write there, which pull requests from forks never get.",
    404: "Check repository and number; a token without access gets the same answer.",
    422: "GitHub does not take the text.",
}


@dataclass(frozen=True)
class GitHub:
    """A repository as the owner of `token` sees it."""

    api_url: str
    token: str
    repository: str

    def address(self, path: str) -> str:
        """The address of something in the repository."""
        return f"{self.api_url}/repos/{self.repository}/{path}"

    def pages(self, path: str) -> Iterator[dict[str, Any]]:
        """Everything in a list, however many pages it has."""
        url = f"{self.address(path)}?per_page=100"
        while url:
            answer = self.send("GET", url)
            yield from answer.json()
            url = answer.links.get("next", {}).get("url", "")

    def ask(self, method: str, url: str, body: dict[str, str]) -> dict[str, Any]:
        """What GitHub made of `body`."""
        answer: dict[str, Any] = self.send(method, url, body).json()
        return answer

    def send(self, method: str, url: str, body: dict[str, str] | None = None) -> requests.Response:
        """GitHub's answer. Raises CafeError when it is no."""
        answer = requests.request(
            method, url, json=body, headers=VERSION | {"Authorization": f"Bearer {self.token}"}, timeout=TIMEOUT_SECONDS
        )
        if not answer.ok:
            raise CafeError(
                f"GitHub answers {answer.status_code} to {method} {url}: {answer.text[:300]}",
                REMEDIES.get(answer.status_code, "Try again; GitHub's state is at githubstatus.com."),
            )
        return answer


def github(repository: str | None) -> GitHub:
    """A repository by the variables that a workflow has. Raises CafeError when one is missing."""
    repository = repository or os.environ.get("GITHUB_REPOSITORY", "")
    token = os.environ.get("GITHUB_TOKEN", "")
    if repository.count("/") != 1:
        raise CafeError("The repository is not known.", "Give it: --repository OWNER/NAME")
    if not token:
        raise CafeError("GITHUB_TOKEN is not set.", "Give the step `env: GITHUB_TOKEN: ${{ github.token }}`.")
    return GitHub(os.environ.get("GITHUB_API_URL", GITHUB).rstrip("/"), token, repository)


def is_ours(written: dict[str, Any], marker: str) -> bool:
    """Whether a workflow wrote it for `marker`; a person can write the marker, too, but is no bot."""
    user = written.get("user") or {}
    return (written["body"] or "").startswith(marker) and user.get("type") == "Bot"
