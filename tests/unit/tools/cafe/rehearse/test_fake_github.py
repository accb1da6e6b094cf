"""GitHub's API, as far as the workflows use it."""

from collections.abc import Iterator
from typing import Any

import pytest
import requests

from cafe.rehearse.fake_github import FakeGitHub, fake_github

TOKEN = {"Authorization": "Bearer secret"}


@pytest.fixture
def github() -> Iterator[FakeGitHub]:
    with fake_github("cafe/orders", "secret", 0) as server:
        yield server


def ask(github: FakeGitHub, method: str, path: str, **body: str) -> Any:
    url = f"{github.url}/repos/cafe/orders/{path}"
    return requests.request(method, url, json=body, headers=TOKEN, timeout=5)


def test_a_comment_is_written_read_changed_and_deleted(github: FakeGitHub) -> None:
    made = ask(github, "POST", "issues/7/comments", body="first").json()
    requests.patch(made["url"], json={"body": "second"}, headers=TOKEN, timeout=5)

    assert [comment["body"] for comment in ask(github, "GET", "issues/7/comments").json()] == ["second"]
    assert ask(github, "GET", "issues/8/comments").json() == []
    assert made["user"]["type"] == "Bot"

    ask(github, "DELETE", f"issues/comments/{made['id']}")

    assert github.comments_of(7) == []
    assert github.written == ["POST issues/7/comments", "PATCH issues/comments/1", "DELETE issues/comments/1"]


def test_an_issue_is_opened_and_closed(github: FakeGitHub) -> None:
    made = ask(github, "POST", "issues", title="Drift", body="prod").json()
    assert [issue["title"] for issue in ask(github, "GET", "issues?state=open").json()] == ["Drift"]

    ask(github, "PATCH", f"issues/{made['number']}", state="closed")

    assert ask(github, "GET", "issues?state=open").json() == []
    assert len(ask(github, "GET", "issues?state=all").json()) == 1


def test_lists_come_in_pages(github: FakeGitHub) -> None:
    for number in range(3):
        ask(github, "POST", "issues/1/comments", body=str(number))

    second = ask(github, "GET", "issues/1/comments?per_page=2&page=2").json()

    assert [comment["body"] for comment in second] == ["2"]


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "pulls"), ("PATCH", "issues/comments/9"), ("PATCH", "issues/9"), ("PUT", "issues")]
)
def test_what_is_not_there_is_not_found(github: FakeGitHub, method: str, path: str) -> None:
    assert ask(github, method, path).status_code in (404, 501)


def test_without_the_token_it_answers_401(github: FakeGitHub) -> None:
    assert requests.get(f"{github.url}/repos/cafe/orders/issues", timeout=5).status_code == 401
