"""Identifiers that are computed: the same request always has the same one."""

import base64
import hashlib
import json
import re
from dataclasses import asdict
from typing import Final

from orders.domain.order import Order, OrderKey
from orders.domain.order_request import OrderRequest

DIGEST_LENGTH: Final = 26
_ORDER_ID = re.compile(r"[a-z2-7]{26}")
_CORRELATION_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")


def digest(*parts: object) -> str:
    """130 bits of SHA-256 over the parts, as 26 characters of lower-case base32."""
    written = json.dumps(parts, separators=(",", ":")).encode()
    return base64.b32encode(hashlib.sha256(written).digest()).decode().lower()[:DIGEST_LENGTH]


def order_key(customer_id: str, idempotency_key: str) -> OrderKey:
    """The order that this customer places with this idempotency key."""
    return OrderKey(customer_id, digest("order", customer_id, idempotency_key))


def request_hash(request: OrderRequest) -> str:
    """Equal for requests that ask for the same, however their JSON was written."""
    return digest("request", asdict(request))


def event_id(order: Order) -> str:
    """Identifies one change of one order; consumers ignore repeats by it."""
    return f"{order.key.order_id}#{order.version}"


def is_order_id(text: str) -> bool:
    """Whether the text has the form of an order's id."""
    return _ORDER_ID.fullmatch(text) is not None


def is_correlation_id(text: str) -> bool:
    """Whether a text from outside may be stored, logged and sent on: 8 to 64 letters, digits, `_` and `-`."""
    return _CORRELATION_ID.fullmatch(text) is not None
