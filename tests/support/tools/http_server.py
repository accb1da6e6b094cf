"""A tiny HTTP server that answers as it was told to and remembers what it was asked."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True)
class Request:
    """What a client sent."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: str

    @property
    def form(self) -> dict[str, str]:
        return dict(parse_qsl(self.body))


@dataclass(frozen=True)
class Answer:
    """What the client gets."""

    status: int = 200
    body: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


type Reaction = Callable[[Request], Answer]

NOT_FOUND = Answer(404, "Nothing is here.")


class Server(ThreadingHTTPServer):
    """Answers on a free port of loopback."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.requests: list[Request] = []
        self._reactions: dict[tuple[str, str], Reaction] = {}

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def on(self, method: str, path: str, reaction: Reaction) -> None:
        self._reactions[method, path] = reaction

    def answer(self, method: str, path: str, *answers: Answer) -> None:
        """These answers in this order, and the last one ever after."""
        waiting = list(answers)
        self.on(method, path, lambda _: waiting.pop(0) if len(waiting) > 1 else waiting[0])

    def react(self, request: Request) -> Answer:
        self.requests.append(request)
        reaction = self._reactions.get((request.method, request.path))
        return reaction(request) if reaction else NOT_FOUND


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def _react(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode()
        target = urlsplit(self.path)
        answer = self.server.react(
            Request(self.command, target.path, dict(parse_qsl(target.query)), dict(self.headers), body)
        )
        content = answer.body.encode()
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PATCH = do_DELETE = _react  # noqa: N815  # the names that the base class calls

    def log_message(self, *_arguments: object) -> None:
        """Stay quiet."""


@contextmanager
def serving() -> Iterator[Server]:
    server = Server()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()
