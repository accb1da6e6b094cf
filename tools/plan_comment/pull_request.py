"""The one comment on a pull request that is kept up to date."""

from plan_comment.github_api import GitHub, is_ours


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
