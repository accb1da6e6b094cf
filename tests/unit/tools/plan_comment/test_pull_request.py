"""One comment on a pull request, whatever else is written there."""

import json
from dataclasses import dataclass, field
from typing import Any

import pytest

from cafe.errors import CafeError
from plan_comment.github_api import GitHub as ApiOfGitHub
from plan_comment.pull_request import PullRequest, pull_request
from tests.support.tools.http_server import Answer, Request, Server

MARKER = "<!-- ours -->"
COMMENTS = "/repos/cafe/orders/issues/7/comments"
BOT = {"type": "Bot", "login": "github-actions[bot]"}
PERSON = {"type": "User", "login": "ada"}


@dataclass
class GitHub:
    """Comments of pull request 7, given in pages of two."""

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
def github(server: Server) -> GitHub:
    made = GitHub(server)
    made.open()
    return made


@pytest.fixture
def pull(server: Server) -> PullRequest:
    return PullRequest(ApiOfGitHub(server.url, "a-token", "cafe/orders"), 7)


@pytest.fixture(autouse=True)
def outside_a_workflow(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GITHUB_TOKEN", "GITHUB_REPOSITORY", "GITHUB_API_URL"):
        monkeypatch.delenv(name, raising=False)


def test_the_first_time_it_is_made(github: GitHub, pull: PullRequest) -> None:
    github.put(PERSON, "Nice.")

    address = pull.keep(MARKER, f"{MARKER} first")

    assert github.bodies() == ["Nice.", f"{MARKER} first"]
    assert address == "https://github.example/2"


def test_afterwards_it_is_brought_up_to_date_on_whatever_page_it_is(github: GitHub, pull: PullRequest) -> None:
    for body in ("a", "b", "c", "d"):
        github.put(PERSON, body)
    pull.keep(MARKER, f"{MARKER} first")

    pull.keep(MARKER, f"{MARKER} second")

    assert github.bodies() == ["a", "b", "c", "d", f"{MARKER} second"]


def test_a_person_who_writes_the_marker_keeps_their_comment(github: GitHub, pull: PullRequest) -> None:
    github.put(PERSON, f"{MARKER} mine")
    github.put(None, f"{MARKER} of a deleted account")

    pull.keep(MARKER, f"{MARKER} ours")

    assert github.bodies() == [f"{MARKER} mine", f"{MARKER} of a deleted account", f"{MARKER} ours"]


def test_a_comment_of_a_bot_that_only_quotes_the_marker_is_left_alone(github: GitHub, pull: PullRequest) -> None:
    github.put(BOT, f"Quoting {MARKER}")

    pull.keep(MARKER, f"{MARKER} ours")

    assert github.bodies() == [f"Quoting {MARKER}", f"{MARKER} ours"]


def test_of_two_that_runs_at_the_same_time_made_one_is_kept(github: GitHub, pull: PullRequest) -> None:
    github.put(BOT, f"{MARKER} a")
    github.put(BOT, f"{MARKER} b")

    pull.keep(MARKER, f"{MARKER} c")

    assert github.bodies() == [f"{MARKER} c"]


@pytest.mark.parametrize(
    ("status", "remedy"),
    [(401, "not valid"), (403, "permission to write"), (404, "Check repository"), (500, "githubstatus.com")],
)
def test_a_refusal_tells_what_to_do_and_never_the_token(
    server: Server, pull: PullRequest, status: int, remedy: str
) -> None:
    server.answer("GET", COMMENTS, Answer(status, '{"message":"Resource not accessible by integration"}'))

    with pytest.raises(CafeError, match=f"GitHub answers {status} to GET .*not accessible") as refusal:
        pull.keep(MARKER, MARKER)

    assert remedy in refusal.value.remedy
    assert "a-token" not in str(refusal.value)


def test_a_workflow_gives_token_repository_and_address(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", "a-token")
    monkeypatch.setenv("GITHUB_REPOSITORY", "cafe/orders")
    monkeypatch.setenv("GITHUB_API_URL", f"{server.url}/")

    assert pull_request(None, 7) == PullRequest(ApiOfGitHub(server.url, "a-token", "cafe/orders"), 7)


def test_without_a_token_it_says_where_it_comes_from() -> None:
    with pytest.raises(CafeError, match="GITHUB_TOKEN is not set"):
        pull_request("cafe/orders", 7)


@pytest.mark.parametrize("repository", [None, "orders", "a/b/c"])
def test_without_a_repository_it_asks_for_one(repository: str | None) -> None:
    with pytest.raises(CafeError, match="is not known") as refusal:
        pull_request(repository, 7)

    assert "--repository OWNER/NAME" in refusal.value.remedy
