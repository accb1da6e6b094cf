"""GitHub's REST API, as far as comments and issues need it, and the one comment that is kept up to date."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import requests

from plan_comment.errors import PlanCommentError

TIMEOUT_SECONDS = 30
GITHUB = "https://api.github.com"
HEADERS = {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28"}
REMEDIES = {
    401: "GITHUB_TOKEN is not valid, or no longer.",
    403: "The job needs the permission to write there, which pull requests from forks never get.",
    404: "Check repository and number; a token without access gets the same answer.",
    422: "GitHub does not accept the text.",
}


@dataclass(frozen=True)
class GitHub:
    """A repository with the rights of `token`."""

    api_url: str
    token: str
    repository: str

    def url(self, path: str) -> str:
        """The URL of something in the repository."""
        return f"{self.api_url}/repos/{self.repository}/{path}"

    def pages(self, path: str) -> Iterator[dict[str, Any]]:
        """All entries of a list, page by page."""
        url = f"{self.url(path)}?per_page=100"
        while url:
            response = self.send("GET", url)
            yield from response.json()
            url = response.links.get("next", {}).get("url", "")

    def write(self, method: str, url: str, body: dict[str, str]) -> str:
        """Create or change something; returns the address of its web page."""
        return str(self.send(method, url, body).json()["html_url"])

    def send(self, method: str, url: str, body: dict[str, str] | None = None) -> requests.Response:
        """GitHub's response. Raises PlanCommentError if it is an error."""
        headers = HEADERS | {"Authorization": f"Bearer {self.token}"}
        try:
            response = requests.request(method, url, json=body, headers=headers, timeout=TIMEOUT_SECONDS)
        except requests.RequestException as error:
            raise PlanCommentError(f"GitHub does not answer: {error}") from None
        if response.ok:
            return response
        raise PlanCommentError(
            f"GitHub answers {response.status_code} to {method} {url}: {response.text[:300]}",
            REMEDIES.get(response.status_code, "Try again; GitHub's state is at githubstatus.com."),
        )


def github(repository: str | None) -> GitHub:
    """A repository, by default that of the workflow. Raises PlanCommentError if a variable is missing."""
    repository = repository or os.environ.get("GITHUB_REPOSITORY", "")
    token = os.environ.get("GITHUB_TOKEN", "")
    if repository.count("/") != 1:
        raise PlanCommentError("The repository is not known.", "Give it: --repository OWNER/NAME")
    if not token:
        raise PlanCommentError("GITHUB_TOKEN is not set.", "Give the step `env: GITHUB_TOKEN: ${{ github.token }}`.")
    return GitHub(os.environ.get("GITHUB_API_URL", GITHUB).rstrip("/"), token, repository)


def keep_comment(github: GitHub, number: int, marker: str, text: str) -> str:
    """Make `text`, which starts with `marker`, our only such comment; returns its address.

    Comments of people that start the same are left alone: anybody can write the marker.
    """
    comments = f"issues/{number}/comments"
    first, *others = [entry["url"] for entry in github.pages(comments) if is_ours(entry, marker)] or [""]
    for other in others:
        github.send("DELETE", other)
    if first:
        return github.write("PATCH", first, {"body": text})
    return github.write("POST", github.url(comments), {"body": text})


def is_ours(entry: dict[str, Any], marker: str) -> bool:
    """Whether a workflow wrote this comment or issue; a person can write the marker too, but is no bot."""
    user = entry.get("user") or {}
    return (entry["body"] or "").startswith(marker) and user.get("type") == "Bot"
