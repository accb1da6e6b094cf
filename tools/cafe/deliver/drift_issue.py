"""One GitHub issue that is open while an environment differs from its code."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cafe.checkout import PROJECT
from plan_comment.comment import render_comment
from plan_comment.github_api import GitHub, is_ours
from plan_comment.summary import Summary

MARKER = f"<!-- {PROJECT}: an environment differs from its code -->"
TITLE = "An environment differs from its code"
INTRODUCTION = (
    "The nightly plan of `main` has changes: something was changed outside Terraform, or a deploy is missing or was "
    "rolled back. The next deploy applies the code again; put into the code what must stay."
)


@dataclass(frozen=True)
class DriftIssue:
    """The issue of a repository that lists the differences."""

    github: GitHub

    def keep(self, summaries: Sequence[Summary]) -> str:
        """Open, rewrite or close it; returns a sentence on what was done."""
        known = next((issue for issue in self.github.pages("issues") if is_ours(issue, MARKER)), None)
        if not differs(summaries):
            return self._close(known)
        text = describe(summaries)
        if known is None:
            opened = self.github.write("POST", self.github.url("issues"), {"title": TITLE, "body": text})
            return f"An environment differs from its code: {opened}"
        address = self.github.write("PATCH", known["url"], {"body": text})
        return f"An environment still differs from its code: {address}"

    def _close(self, known: dict[str, Any] | None) -> str:
        if known is None:
            return "No environment differs from its code."
        self.github.send("PATCH", known["url"], {"state": "closed", "state_reason": "completed"})
        return f"No environment differs from its code any more: {known['html_url']} is closed."


def differs(summaries: Sequence[Summary]) -> bool:
    """Whether a plan has changes; a unit that can't be planned counts, because its changes are unknown."""
    return any(not unit.is_unchanged for summary in summaries for unit in summary.units)


def describe(summaries: Sequence[Summary]) -> str:
    """The issue's text; GitHub takes 65,536 characters."""
    return f"{MARKER}\n{INTRODUCTION}\n\n{render_comment(summaries)}"
