"""The endpoints of GitHub's REST API that the workflows use, with issues and comments in memory."""

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

HOST = "127.0.0.1"
BOT = {"login": "github-actions[bot]", "type": "Bot"}
FIRST_PAGE = 30
Json = dict[str, Any]
Answer = tuple[int, Any]


@dataclass
class FakeGitHub:
    """One repository's issues and comments. `written` lists what was changed, in order."""

    repository: str
    token: str
    url: str = ""
    comments: list[Json] = field(default_factory=list)
    issues: list[Json] = field(default_factory=list)
    written: list[str] = field(default_factory=list)

    def comments_of(self, number: int) -> list[Json]:
        return [comment for comment in self.comments if comment["issue"] == number]

    def open_issues(self) -> list[Json]:
        return [issue for issue in self.issues if issue["state"] == "open"]

    def answer(self, method: str, path: str, query: dict[str, str], body: Json) -> Answer:
        """Status and body of the response."""
        for pattern, handle in self._routes(method):
            found = re.fullmatch(f"/repos/{re.escape(self.repository)}/{pattern}", path)
            if found:
                if method != "GET":
                    self.written.append(f"{method} {found[0].removeprefix(f'/repos/{self.repository}/')}")
                return handle(*(int(number) for number in found.groups()), query, body)
        return 404, {"message": "Not Found"}

    def _routes(self, method: str) -> list[tuple[str, Callable[..., Answer]]]:
        routes: dict[str, list[tuple[str, Callable[..., Answer]]]] = {
            "GET": [(r"issues/(\d+)/comments", self._list_comments), ("issues", self._list_issues)],
            "POST": [(r"issues/(\d+)/comments", self._add_comment), ("issues", self._add_issue)],
            "PATCH": [(r"issues/comments/(\d+)", self._edit_comment), (r"issues/(\d+)", self._edit_issue)],
            "DELETE": [(r"issues/comments/(\d+)", self._delete_comment)],
        }
        return routes.get(method, [])

    def _list_comments(self, number: int, query: dict[str, str], _body: Json) -> Answer:
        return 200, _page(self.comments_of(number), query)

    def _list_issues(self, query: dict[str, str], _body: Json) -> Answer:
        wanted = self.issues if query.get("state") == "all" else self.open_issues()
        return 200, _page(wanted, query)

    def _add_comment(self, number: int, _query: dict[str, str], body: Json) -> Answer:
        identity = len(self.comments) + 1
        path = f"/repos/{self.repository}/issues/comments/{identity}"
        page = f"https://github.com/{self.repository}/pull/{number}#issuecomment-{identity}"
        made = {"id": identity, "issue": number, "url": self.url + path, "html_url": page, "user": BOT, **body}
        self.comments.append(made)
        return 201, made

    def _edit_comment(self, identity: int, _query: dict[str, str], body: Json) -> Answer:
        return _edit(self.comments, "id", identity, body)

    def _delete_comment(self, identity: int, _query: dict[str, str], _body: Json) -> Answer:
        self.comments[:] = [comment for comment in self.comments if comment["id"] != identity]
        return 204, None

    def _add_issue(self, _query: dict[str, str], body: Json) -> Answer:
        number = len(self.issues) + 101
        path = f"/repos/{self.repository}/issues/{number}"
        page = f"https://github.com/{self.repository}/issues/{number}"
        made = {"number": number, "state": "open", "url": self.url + path, "html_url": page, "user": BOT, **body}
        self.issues.append(made)
        return 201, made

    def _edit_issue(self, number: int, _query: dict[str, str], body: Json) -> Answer:
        return _edit(self.issues, "number", number, body)


@contextmanager
def fake_github(repository: str, token: str, port: int) -> Iterator[FakeGitHub]:
    """A server at `url`, on loopback, stopped after the block."""
    github = FakeGitHub(repository, token)
    server = _Server(port, github)
    github.url = f"http://{HOST}:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield github
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    def __init__(self, port: int, github: FakeGitHub) -> None:
        super().__init__((HOST, port), _Handler)
        self.github = github


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def _serve(self) -> None:
        github, address = self.server.github, urlsplit(self.path)
        query = {name: values[-1] for name, values in parse_qs(address.query).items()}
        content = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.headers.get("Authorization") != f"Bearer {github.token}":
            self._answer(401, {"message": "Bad credentials"})
            return
        self._answer(*github.answer(self.command, address.path, query, json.loads(content or b"{}")))

    do_GET = do_POST = do_PATCH = do_DELETE = _serve  # noqa: N815 - names of http.server

    def _answer(self, status: int, body: object) -> None:
        content = b"" if body is None else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_arguments: object) -> None:
        """Print nothing: the workflows log their requests."""


def _edit(things: list[Json], key: str, value: int, changes: Json) -> Answer:
    for thing in things:
        if thing[key] == value:
            thing.update(changes)
            return 200, thing
    return 404, {"message": "Not Found"}


def _page(things: list[Json], query: dict[str, str]) -> list[Json]:
    size, page = int(query.get("per_page", FIRST_PAGE)), int(query.get("page", 1))
    return things[(page - 1) * size : page * size]
