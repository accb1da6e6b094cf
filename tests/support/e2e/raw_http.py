"""Requests that no well-behaved client would send: nothing in them is normalised on the way."""

import http.client
import json
import socket
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, urlsplit

from tests.support.e2e.guest import TIMEOUT_SECONDS, Guest

JSON_BODY = ("Content-Type", "application/json")

type Header = tuple[str, str | bytes]


@dataclass(frozen=True)
class Reply:
    """An answer; it has what `assert_problem` looks at."""

    status_code: int
    headers: http.client.HTTPMessage
    text: str

    def json(self) -> Any:
        return json.loads(self.text)


def send(
    guest: Guest, method: str, path: str, *headers: Header, body: bytes | None = None, signed_in: bool = True
) -> Reply:
    """The path goes out as it is written, headers in their order, repeated ones too."""
    address = urlsplit(guest.api_url)
    connection = _connect(address)
    connection.putrequest(method, address.path + path, skip_accept_encoding=True)
    for name, value in [*_authorization(guest, signed_in), *headers, *_length(body)]:
        connection.putheader(name, value)
    connection.endheaders(body)
    answer = connection.getresponse()
    reply = Reply(answer.status, answer.headers, answer.read().decode())
    connection.close()
    return reply


@contextmanager
def half_sent(guest: Guest, key: str) -> Iterator[None]:
    """A client that announces an order, sends one byte of it, and says nothing more until it hangs up."""
    address = urlsplit(guest.api_url)
    lines = [
        f"POST {address.path}/orders HTTP/1.1",
        f"Host: {address.netloc}",
        f"Authorization: Bearer {guest.token}",
        "Content-Type: application/json",
        f"Idempotency-Key: {key}",
        "Content-Length: 100",
    ]
    with socket.create_connection((str(address.hostname), address.port or 443), TIMEOUT_SECONDS) as connection:
        connection.sendall("\r\n".join([*lines, "", "{"]).encode())
        yield


def _connect(address: SplitResult) -> http.client.HTTPConnection:
    kind = http.client.HTTPSConnection if address.scheme == "https" else http.client.HTTPConnection
    return kind(str(address.hostname), address.port, timeout=TIMEOUT_SECONDS)


def _authorization(guest: Guest, signed_in: bool) -> Iterable[Header]:
    return [("Authorization", f"Bearer {guest.token}")] if signed_in else []


def _length(body: bytes | None) -> Iterable[Header]:
    return [] if body is None else [("Content-Length", str(len(body)))]
