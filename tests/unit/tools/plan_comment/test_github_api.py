"""One comment on a pull request, whatever else is written there."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pytest

from plan_comment.errors import PlanCommentError
from plan_comment.github_api import GitHub, github, keep_comment
from tests.support.tools.http_server import Answer, Request, Server

MARKER = "<!-- ours -->"
COMMENTS = "/repos/cafe/orders/issues/7/comments"
BOT = {"type": "Bot", "login": "github-actions[bot]"}
PERSON = {"type": "User", "login": "ada"}


@dataclass
class Comments:
    """Those of pull request 7, listed in pages of two."""

    server: Server
    comments: list[dict[str, Any]] = field(default_factory=list)
    made: int = 0

    def open(self) -> None:
        self.server.on("GET", COMMENTS, self.give)
        self.server.on("POST", COMMENTS, self.take)

    def put(self, user: dict[str, str] | None, body: str) -> None:
        self.made += 1
        path = f"/repos/cafe/orders/issues/comments/{self.made}"
        address = {"url": f"{self.server.url}{path}", "html_url": f"https://github.example/{self.made}"}
        comment: dict[str, Any] = {"user": user, "body": body, **address}
        self.comments.append(comment)
        self.server.on("PATCH", path, lambda request: self.change(comment, request))
        self.server.on("DELETE", path, lambda _: self.remove(comment))

    def give(self, request: Request) -> Answer:
        page = int(request.query.get("page", 1))
        more = f'<{self.server.url}{COMMENTS}?per_page=100&page={page + 1}>; rel="next"'
        headers = {"Link": more} if len(self.comments) > 2 * page else {}
        return Answer(200, json.dumps(self.comments[2 * page - 2 : 2 * page]), headers)

    def take(self, request: Request) -> Answer:
        self.put(BOT, json.loads(request.body)["body"])
        return Answer(201, json.dumps(self.comments[-1]))

    def change(self, comment: dict[str, Any], request: Request) -> Answer:
        comment.update(json.loads(request.body))
        return Answer(200, json.dumps(comment))

    def remove(self, comment: dict[str, Any]) -> Answer:
        self.comments.remove(comment)
        return Answer(204)

    def bodies(self) -> list[str]:
        return [comment["body"] for comment in self.comments]


@pytest.fixture
def comments(server: Server) -> Comments:
    made = Comments(server)
    made.open()
    return made


@pytest.fixture
def keep(server: Server) -> Callable[[str], str]:
    return partial(keep_comment, GitHub(server.url, "a-token", "cafe/orders"), 7, MARKER)


@pytest.fixture(autouse=True)
def outside_a_workflow(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GITHUB_TOKEN", "GITHUB_REPOSITORY", "GITHUB_API_URL"):
        monkeypatch.delenv(name, raising=False)


def test_makes_the_comment_the_first_time(comments: Comments, keep: Callable[[str], str]) -> None:
    comments.put(PERSON, "Nice.")

    address = keep(f"{MARKER} first")

    assert comments.bodies() == ["Nice.", f"{MARKER} first"]
    assert address == "https://github.example/2"


def test_updates_the_comment_on_whatever_page_it_is(comments: Comments, keep: Callable[[str], str]) -> None:
    for body in ("a", "b", "c", "d"):
        comments.put(PERSON, body)
    keep(f"{MARKER} first")

    keep(f"{MARKER} second")

    assert comments.bodies() == ["a", "b", "c", "d", f"{MARKER} second"]


def test_leaves_a_comment_of_a_person_with_the_marker_alone(comments: Comments, keep: Callable[[str], str]) -> None:
    comments.put(PERSON, f"{MARKER} mine")
    comments.put(None, f"{MARKER} of a deleted account")

    keep(f"{MARKER} ours")

    assert comments.bodies() == [f"{MARKER} mine", f"{MARKER} of a deleted account", f"{MARKER} ours"]


def test_leaves_a_comment_of_a_bot_that_quotes_the_marker_alone(comments: Comments, keep: Callable[[str], str]) -> None:
    comments.put(BOT, f"Quoting {MARKER}")

    keep(f"{MARKER} ours")

    assert comments.bodies() == [f"Quoting {MARKER}", f"{MARKER} ours"]


def test_keeps_one_of_two_comments_that_concurrent_runs_made(comments: Comments, keep: Callable[[str], str]) -> None:
    comments.put(BOT, f"{MARKER} a")
    comments.put(BOT, f"{MARKER} b")

    keep(f"{MARKER} c")

    assert comments.bodies() == [f"{MARKER} c"]


@pytest.mark.parametrize(
    ("status", "remedy"),
    [(401, "not valid"), (403, "permission to write"), (404, "Check repository"), (500, "githubstatus.com")],
)
def test_an_error_of_github_names_a_remedy_and_never_the_token(
    server: Server, keep: Callable[[str], str], status: int, remedy: str
) -> None:
    server.answer("GET", COMMENTS, Answer(status, '{"message":"Resource not accessible by integration"}'))

    with pytest.raises(PlanCommentError, match=f"GitHub answers {status} to GET .*not accessible") as refusal:
        keep(MARKER)

    assert remedy in refusal.value.remedy
    assert "a-token" not in str(refusal.value)


def test_an_address_without_an_answer_is_an_error() -> None:
    with pytest.raises(PlanCommentError, match="GitHub does not answer"):
        keep_comment(GitHub("http://127.0.0.1:1", "a-token", "cafe/orders"), 7, MARKER, MARKER)


def test_reads_token_repository_and_address_from_the_workflow(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", "a-token")
    monkeypatch.setenv("GITHUB_REPOSITORY", "cafe/orders")
    monkeypatch.setenv("GITHUB_API_URL", f"{server.url}/")

    assert github(None) == GitHub(server.url, "a-token", "cafe/orders")


def test_needs_a_token() -> None:
    with pytest.raises(PlanCommentError, match="GITHUB_TOKEN is not set"):
        github("cafe/orders")


@pytest.mark.parametrize("repository", [None, "orders", "a/b/c"])
def test_needs_a_repository(repository: str | None) -> None:
    with pytest.raises(PlanCommentError, match="is not known") as refusal:
        github(repository)

    assert "--repository OWNER/NAME" in refusal.value.remedy
