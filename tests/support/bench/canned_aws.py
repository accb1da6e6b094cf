"""An AWS that gives every caller the same answer at once: what is left to measure is the caller."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

from orders.adapters.item import write_order
from orders.domain.lifecycle import Transition
from orders.domain.order import Order, Status
from tests.support.services.examples import apply

SNS_NAMESPACE = "http://sns.amazonaws.com/doc/2010-03-31/"
SNS_RESULTS = {
    "Publish": "<MessageId>1</MessageId>",
    "PublishBatch": "<Successful><member><Id>0</Id><MessageId>1</MessageId></member></Successful><Failed/>",
}


@contextmanager
def canned_aws(order: Order) -> Iterator[str]:
    """Its address. The table holds `order`, and every message is taken."""
    decided = apply(order, Transition(Status.CONFIRMED, order.updated_at))
    answers: dict[str, Any] = {
        "PutItem": {},
        "GetItem": {"Item": write_order(order)},
        "UpdateItem": {"Attributes": write_order(decided)},
        "SendMessage": {"MessageId": "1"},
        "SendMessageBatch": {"Successful": [{"Id": "0", "MessageId": "1"}], "Failed": []},
    }

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            operation = self.headers.get("X-Amz-Target", "").rpartition(".")[2]
            if operation:
                self._answer("application/x-amz-json-1.0", json.dumps(answers[operation]))
            else:
                self._answer("text/xml", _sns_answer(parse_qs(body)["Action"][0]))

        def _answer(self, content_type: str, text: str) -> None:
            self.send_response(200)
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_: Any) -> None:
            """Nobody reads it."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def _sns_answer(action: str) -> str:
    result = f"<{action}Result>{SNS_RESULTS[action]}</{action}Result>"
    return f'<{action}Response xmlns="{SNS_NAMESPACE}">{result}</{action}Response>'
