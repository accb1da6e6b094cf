"""One comment on a pull request, kept up to date."""

from dataclasses import dataclass

from plan_comment.github_api import GitHub, github, is_ours


@dataclass(frozen=True)
class PullRequest:
    """A pull request as the owner of the token sees it."""

    github: GitHub
    number: int

    def keep(self, marker: str, text: str) -> str:
        """Make `text`, which starts with `marker`, the one comment of ours that does; returns its address.

        Comments of people that start the same are left alone: anybody can write the marker.
        """
        comments = f"issues/{self.number}/comments"
        mine = [comment["url"] for comment in self.github.pages(comments) if is_ours(comment, marker)]
        if not mine:
            return str(self.github.ask("POST", self.github.address(comments), {"body": text})["html_url"])
        for doubled in mine[1:]:
            self.github.send("DELETE", doubled)
        return str(self.github.ask("PATCH", mine[0], {"body": text})["html_url"])


def pull_request(repository: str | None, number: int) -> PullRequest:
    """A pull request by the variables that a workflow has. Raises CafeError when one is missing."""
    return PullRequest(github(repository), number)
