"""Responses in the form of API Gateway."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final

from order_api.http_request import CORRELATION_HEADER
from order_api.problem import Problem

NO_STORE: Final = "no-store"
JSON: Final = "application/json"
PROBLEM_JSON: Final = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Response:
    """A status, a document (None for no body) and additional headers."""

    status: HTTPStatus
    document: dict[str, Any] | None
    headers: Mapping[str, str] = field(default_factory=dict)

    def write(self, correlation_id: str) -> dict[str, Any]:
        """The result for the proxy integration; caches store it only if its headers allow that.

        A response for caches has no correlation id, because caches return it to other requests.
        """
        usual = {"Content-Type": JSON, "Cache-Control": NO_STORE, "X-Content-Type-Options": "nosniff"}
        headers = {**usual, **self.headers}
        if headers["Cache-Control"] == NO_STORE:
            headers[CORRELATION_HEADER] = correlation_id
        body = "" if self.document is None else write_json(self.document)
        return {"statusCode": self.status.value, "headers": headers, "body": body}


def write_json(document: dict[str, Any]) -> str:
    """Compact JSON."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def document_response(
    document: dict[str, Any], entity_tag: str, unchanged: bool, cache_control: str = NO_STORE
) -> Response:
    """The document, or 304 if the client has it already."""
    headers = {"ETag": entity_tag, "Cache-Control": cache_control}
    if unchanged:
        return Response(HTTPStatus.NOT_MODIFIED, None, headers)
    return Response(HTTPStatus.OK, document, headers)


def problem_response(problem: Problem, request_id: str) -> Response:
    """The problem as problem+json."""
    headers = {"Content-Type": PROBLEM_JSON}
    if problem.status is HTTPStatus.SERVICE_UNAVAILABLE:
        headers["Retry-After"] = "1"
    return Response(problem.status, problem.document(request_id), headers)
