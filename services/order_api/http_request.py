"""Reads a proxy event of API Gateway, and checks what the client sent."""

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from order_api.problem import TOO_LARGE, UNAUTHENTICATED, Fault, RequestRefusedError, malformed
from orders.domain.errors import OrderNotFoundError
from orders.domain.identifiers import is_correlation_id, is_order_id
from orders.domain.order import OrderKey

CORRELATION_HEADER: Final = "X-Correlation-Id"
DEFAULT_LIMIT: Final = 20
MOST_BYTES: Final = 16 * 1024
"""An order of 20 items with a note of 200 escaped characters has about 5 KB."""
_KEY = re.compile(r"[\x21-\x7E]{1,64}")
_LIMIT = re.compile(r"[1-9]|[1-4][0-9]|50")
_ENTITY_TAG = re.compile(r'(?:W/)?("[^"]*")')


@dataclass(frozen=True, slots=True)
class Request:
    """One request in the gateway's event."""

    event: Mapping[str, Any]

    @property
    def route(self) -> str:
        """The key in contract/routes.json."""
        return f"{self.event.get('httpMethod')} {self.event.get('resource')}"

    @property
    def request_id(self) -> str:
        """The gateway's id of the request."""
        return str(self.event.get("requestContext", {}).get("requestId", "unknown"))

    @property
    def correlation_id(self) -> str:
        """The client's own id if it is valid, else the gateway's id of the request."""
        match self._header(CORRELATION_HEADER):
            case [text] if is_correlation_id(text):
                return text
        return self.request_id

    @property
    def customer_id(self) -> str:
        """The subject of the access token that the gateway verified."""
        authorizer = self.event.get("requestContext", {}).get("authorizer") or {}
        match authorizer:
            case {"claims": {"sub": str(subject), "token_use": "access"}} if subject:
                return subject
        raise RequestRefusedError(UNAUTHENTICATED)

    @property
    def order_key(self) -> OrderKey:
        """The caller's order in the path; OrderNotFoundError if the id is malformed."""
        if self.order_id is None:
            raise OrderNotFoundError
        return OrderKey(self.customer_id, self.order_id)

    @property
    def order_id(self) -> str | None:
        """The id in the path; None if it is absent or malformed."""
        order_id = (self.event.get("pathParameters") or {}).get("order_id", "")
        return order_id if is_order_id(order_id) else None

    @property
    def idempotency_key(self) -> str:
        """1 to 64 visible ASCII characters, sent once."""
        match self._header("Idempotency-Key"):
            case [key] if _KEY.fullmatch(key):
                return key
        raise malformed(Fault("header:Idempotency-Key", "must be given once, with 1 to 64 visible ASCII characters"))

    @property
    def limit(self) -> int:
        """The number of orders on a page: 1 to 50."""
        text = self._query("limit")
        if text is None:
            return DEFAULT_LIMIT
        if not _LIMIT.fullmatch(text):
            raise malformed(Fault("query:limit", "must be a whole number from 1 to 50"))
        return int(text)

    @property
    def cursor(self) -> str | None:
        """The start of the page; not yet checked."""
        return self._query("cursor")

    def matches_entity_tag(self, entity_tag: str) -> bool:
        """Whether the client has this representation already (RFC 9110, If-None-Match)."""
        tags = ",".join(self._header("If-None-Match"))
        return tags.strip() == "*" or entity_tag in _ENTITY_TAG.findall(tags)

    def body(self) -> str:
        """The text of the body; its Content-Type must be JSON."""
        if self._media_type() != "application/json":
            raise malformed(Fault("header:Content-Type", "must be application/json: send the order as JSON"))
        if len(self.event.get("body") or "") > MOST_BYTES:
            raise RequestRefusedError(TOO_LARGE)
        return self._decoded_body()

    def _media_type(self) -> str:
        return ",".join(self._header("Content-Type")).partition(";")[0].strip().lower()

    def _decoded_body(self) -> str:
        body: str = self.event.get("body") or ""
        if not self.event.get("isBase64Encoded"):
            return body
        try:
            return base64.b64decode(body, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError) as error:
            raise malformed(Fault("#", "is not text in UTF-8")) from error

    def _header(self, name: str) -> list[str]:
        """All values of the header; its name is case-insensitive."""
        headers = self.event.get("multiValueHeaders") or {}
        return [value for key, values in headers.items() if key.lower() == name.lower() for value in values]

    def _query(self, name: str) -> str | None:
        """The parameter's value; unknown parameters are ignored, as the gateway does."""
        values = (self.event.get("multiValueQueryStringParameters") or {}).get(name) or []
        if len(values) > 1:
            raise malformed(Fault(f"query:{name}", "must be given once"))
        return values[0] if values else None
