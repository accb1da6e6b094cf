"""One comment on a pull request, kept up to date through GitHub's REST API."""

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
    403: "The job needs `permissions: pull-requests: write`, which pull requests from forks never get.",
    404: "Check repository and number; a token without access gets the same answer.",
    422: "GitHub does not take the text.",
}


@dataclass(frozen=True)
class PullRequest:
    """A pull request as the owner of `token` sees it."""

    api_url: str
    token: str
    repository: str
    number: int

    def keep(self, marker: str, text: str) -> str:
        """Make `text`, which starts with `marker`, the one comment of ours that does; returns its address.

        Comments of people that start the same are left alone: anybody can write the marker.
        """
        mine = [comment["url"] for comment in self._comments() if self._is_ours(comment, marker)]
        if not mine:
            return str(self._ask("POST", self._comments_url, {"body": text})["html_url"])
        for doubled in mine[1:]:
            self._send("DELETE", doubled)
        return str(self._ask("PATCH", mine[0], {"body": text})["html_url"])

    @property
    def _comments_url(self) -> str:
        return f"{self.api_url}/repos/{self.repository}/issues/{self.number}/comments"

    def _is_ours(self, comment: dict[str, Any], marker: str) -> bool:
        user = comment.get("user") or {}
        return comment["body"].startswith(marker) and user.get("type") == "Bot"

    def _comments(self) -> Iterator[dict[str, Any]]:
        url = f"{self._comments_url}?per_page=100"
        while url:
            answer = self._send("GET", url)
            yield from answer.json()
            url = answer.links.get("next", {}).get("url", "")

    def _ask(self, method: str, url: str, body: dict[str, str]) -> dict[str, Any]:
        answer: dict[str, Any] = self._send(method, url, body).json()
        return answer

    def _send(self, method: str, url: str, body: dict[str, str] | None = None) -> requests.Response:
        answer = requests.request(
            method, url, json=body, headers=VERSION | {"Authorization": f"Bearer {self.token}"}, timeout=TIMEOUT_SECONDS
        )
        if not answer.ok:
            raise CafeError(
                f"GitHub answers {answer.status_code} to {method} {url}: {answer.text[:300]}",
                REMEDIES.get(answer.status_code, "Try again; GitHub's state is at githubstatus.com."),
            )
        return answer


def pull_request(repository: str | None, number: int) -> PullRequest:
    """A pull request by the variables that a workflow has. Raises CafeError when one is missing."""
    repository = repository or os.environ.get("GITHUB_REPOSITORY", "")
    token = os.environ.get("GITHUB_TOKEN", "")
    if repository.count("/") != 1:
        raise CafeError("The repository of the pull request is not known.", "Give it: --repository OWNER/NAME")
    if not token:
        raise CafeError("GITHUB_TOKEN is not set.", "Give the step `env: GITHUB_TOKEN: ${{ github.token }}`.")
    return PullRequest(os.environ.get("GITHUB_API_URL", GITHUB).rstrip("/"), token, repository, number)
