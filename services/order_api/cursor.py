"""Opaque cursors: a position in a customer's orders, with a digest of both."""

import base64
import hmac
import json

from orders.domain import timestamps
from orders.domain.errors import InvalidCursorError
from orders.domain.identifiers import digest, is_order_id
from orders.domain.store import Position


def encode(customer_id: str, position: Position) -> str:
    """The cursor of a customer's position, for a query string."""
    fields = position.created_at, position.order_id
    written = json.dumps([*fields, digest("cursor", customer_id, *fields)], separators=(",", ":"))
    return base64.urlsafe_b64encode(written.encode()).decode().rstrip("=")


def decode(customer_id: str, cursor: str) -> Position:
    """The position; InvalidCursorError unless `encode` made exactly this cursor for this customer."""
    position = _read(cursor)
    if not hmac.compare_digest(encode(customer_id, position), cursor):
        raise InvalidCursorError("the cursor was altered or belongs to someone else")
    return position


def _read(cursor: str) -> Position:
    padded = cursor + "=" * (-len(cursor) % 4)
    try:
        created_at, order_id, _ = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        return Position(timestamps.write(timestamps.read(created_at)), _order_id(order_id))
    except (ValueError, TypeError, RecursionError) as error:
        raise InvalidCursorError("not a cursor") from error


def _order_id(text: str) -> str:
    if not is_order_id(text):
        raise ValueError("not an order id")
    return text
