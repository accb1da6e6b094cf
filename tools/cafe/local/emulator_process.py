"""The process of the local AWS: ministack, run by the Python of the emulator's own environment.

It ends a connection after an answer without a body. HTTP clients that reuse the connection then fail, and
Terraform's (Go 1.23) repeats the request: it takes its own lock twice and waits for itself. So each such answer
says `Connection: close` (RFC 9112, 9.6), and the client opens another connection.
"""

import h11
from hypercorn.protocol.h11 import H11Protocol
from ministack.app import main

STATUSES_WITHOUT_BODY = {204, 304}

_send = H11Protocol._send_h11_event  # noqa: SLF001  # hypercorn has no hook for the headers of an answer


async def _send_and_close_without_body(self: H11Protocol, event: object) -> None:
    if isinstance(event, h11.Response) and _has_no_body(event):
        headers = [*event.headers, (b"connection", b"close")]
        event = h11.Response(status_code=event.status_code, headers=headers, reason=event.reason)
    await _send(self, event)


def _has_no_body(answer: h11.Response) -> bool:
    return answer.status_code in STATUSES_WITHOUT_BODY or (b"content-length", b"0") in list(answer.headers)


if __name__ == "__main__":
    H11Protocol._send_h11_event = _send_and_close_without_body  # noqa: SLF001
    main()
