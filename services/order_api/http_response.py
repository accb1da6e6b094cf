"""Answers, and how API Gateway wants them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final

from order_api.problem import Problem
from orders.adapters.message_attributes import HEADER

NO_STORE: Final = "no-store"
JSON: Final = "application/json"
PROBLEM_JSON: Final = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Answer:
    """A status, a document (None for no body) and the headers that are this answer's own."""

    status: HTTPStatus
    document: dict[str, Any] | None
    headers: Mapping[str, str] = field(default_factory=dict)

    def write(self, correlation_id: str) -> dict[str, Any]:
        """The proxy integration's answer; unless it says otherwise, nobody may keep it.

        One that a cache may keep has no correlation id: it will answer the requests of others.
        """
        usual = {"Content-Type": JSON, "Cache-Control": NO_STORE, "X-Content-Type-Options": "nosniff"}
        headers = {**usual, **self.headers}
        if headers["Cache-Control"] == NO_STORE:
            headers[HEADER] = correlation_id
        body = "" if self.document is None else write_json(self.document)
        return {"statusCode": self.status.value, "headers": headers, "body": body}


def write_json(document: dict[str, Any]) -> str:
    """Compact JSON."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def show(document: dict[str, Any], entity_tag: str, known: bool, cache_control: str = NO_STORE) -> Answer:
    """The document, or 304 when the client knows it already."""
    headers = {"ETag": entity_tag, "Cache-Control": cache_control}
    if known:
        return Answer(HTTPStatus.NOT_MODIFIED, None, headers)
    return Answer(HTTPStatus.OK, document, headers)


def refuse(problem: Problem, request_id: str) -> Answer:
    """The problem, as problem+json."""
    headers = {"Content-Type": PROBLEM_JSON}
    if problem.status is HTTPStatus.SERVICE_UNAVAILABLE:
        headers["Retry-After"] = "1"
    return Answer(problem.status, problem.document(request_id), headers)
