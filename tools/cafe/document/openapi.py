"""The OpenAPI document, made from the routes and JSON Schemas that the gateway and the handler run on."""

import json
from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path
from typing import Any

from cafe.checkout import Workspace
from cafe.errors import CafeError

Document = dict[str, Any]

ANSWERS: Mapping[str, Mapping[int, str | None]] = {
    "read_menu": {200: "menu", 304: None},
    "place_order": {202: "order", 400: "problem", 413: "problem", 422: "problem"},
    "list_orders": {200: "order_page", 400: "problem"},
    "read_order": {200: "order", 304: None, 404: "problem"},
    "cancel_order": {200: "order", 404: "problem", 409: "problem"},
}
FOR_EVERYBODY = (429, 500, 502, 503, 504)
FOR_SIGNED_IN = (401, 403)
HEADERS: Mapping[str, Mapping[int, tuple[str, ...]]] = {
    "read_menu": {200: ("ETag",), 304: ("ETag",)},
    "place_order": {202: ("Location", "Idempotency-Replayed")},
    "read_order": {200: ("ETag",), 304: ("ETag",)},
}
KEPT_BY_CACHES = {("read_menu", 200), ("read_menu", 304)}
HEADERS_FOR_EVERYBODY: Mapping[int, tuple[str, ...]] = {429: ("Retry-After",), 503: ("Retry-After",)}
HEADER_DESCRIPTIONS: Mapping[str, Document] = {
    "ETag": {
        "description": "Names this state of it; send it as If-None-Match.",
        "required": True,
        "schema": {"type": "string"},
    },
    "Location": {
        "description": "Address of the order on the site's host.",
        "required": True,
        "schema": {"type": "string", "pattern": "^/api/orders/[a-z2-7]{26}$"},
    },
    "Idempotency-Replayed": {
        "description": "Present when an earlier request under the key placed the order.",
        "required": False,
        "schema": {"type": "string", "enum": ["true"]},
    },
    "X-Correlation-Id": {
        "description": "Names all that this request causes, in the logs and in notifications; report it with a problem."
        " The request's own X-Correlation-Id if it is 8 to 64 letters, digits, - or _.",
        "required": True,
        "schema": {"type": "string", "pattern": "^[A-Za-z0-9_-]{8,64}$"},
    },
    "Retry-After": {
        "description": "Seconds to wait before the same request.",
        "required": True,
        "schema": {"type": "integer", "minimum": 1},
    },
}
SUMMARIES = {
    "read_menu": "What can be ordered, and for how much",
    "place_order": "Place an order, once per Idempotency-Key",
    "list_orders": "The caller's orders, newest first",
    "read_order": "One order of the caller",
    "cancel_order": "Cancel an order that is not decided yet",
}
PARAMETERS: Mapping[str, Document] = {
    "Idempotency-Key": {
        "in": "header",
        "required": True,
        "description": "The same key with the same body is the same order.",
        "schema": {"type": "string", "pattern": "^[!-~]{1,64}$"},
    },
    "If-None-Match": {"in": "header", "required": False, "schema": {"type": "string"}},
    "order_id": {"in": "path", "required": True, "schema": {"type": "string", "pattern": "^[a-z2-7]{26}$"}},
    "limit": {
        "in": "query",
        "required": False,
        "schema": {"type": "integer", "minimum": 1, "maximum": 50, "default": 20},
    },
    "cursor": {"in": "query", "required": False, "schema": {"type": "string", "minLength": 1}},
}


def write(space: Workspace) -> None:
    """Write docs/openapi.json."""
    _target(space).write_text(render(space))


def check(space: Workspace) -> None:
    """Raises CafeError when docs/openapi.json is absent or not what the contract says."""
    committed = _target(space)
    if not committed.exists() or committed.read_text() != render(space):
        raise CafeError("docs/openapi.json is out of date.", "Write it again: .venv/bin/cafe openapi")


def render(space: Workspace) -> str:
    return json.dumps(document(space), indent=2, ensure_ascii=False) + "\n"


def document(space: Workspace) -> Document:
    """OpenAPI 3.1 of the API under `/api`."""
    contract = space.root / "services" / "order_api" / "contract"
    routes: Mapping[str, Document] = json.loads((contract / "routes.json").read_text())
    paths: Document = {}
    for key, route in routes.items():
        method, path = key.split(" ")
        paths.setdefault(path.removeprefix("/api"), {})[method.lower()] = _operation(path, route)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Café Orders", "version": "1", "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"}},
        "servers": [{"url": "/api"}],
        "paths": paths,
        "components": {
            "schemas": {file.stem: _schema(file) for file in sorted((contract / "schemas").glob("*.json"))},
            "securitySchemes": {"customer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}},
        },
    }


def _operation(path: str, route: Document) -> Document:
    name = route["operation"]
    operation: Document = {
        "operationId": name,
        "summary": SUMMARIES[name],
        "parameters": [{"name": parameter} | PARAMETERS[parameter] for parameter in _parameters(path, route)],
        "responses": {
            str(status): _answer(status, schema, _headers(name, status)) for status, schema in _answers(route).items()
        },
        "security": [{"customer": [route["scope"]]}] if route["scope"] else [],
    }
    if route["request_model"]:
        content = {"application/json": {"schema": _reference(route["request_model"])}}
        operation["requestBody"] = {"required": True, "content": content}
    return operation


def _parameters(path: str, route: Document) -> list[str]:
    in_path = ["order_id"] if "{order_id}" in path else []
    conditional = ["If-None-Match"] if 304 in ANSWERS[route["operation"]] else []
    return [*in_path, *route["required_headers"], *conditional, *route["query_parameters"]]


def _answers(route: Document) -> dict[int, str | None]:
    errors = (*FOR_SIGNED_IN, *FOR_EVERYBODY) if route["scope"] else FOR_EVERYBODY
    return dict(sorted({**ANSWERS[route["operation"]], **dict.fromkeys(errors, "problem")}.items()))


def _headers(operation: str, status: int) -> Document:
    own = () if (operation, status) in KEPT_BY_CACHES else ("X-Correlation-Id",)
    names = (*HEADERS.get(operation, {}).get(status, ()), *HEADERS_FOR_EVERYBODY.get(status, ()), *own)
    return {name: HEADER_DESCRIPTIONS[name] for name in names}


def _answer(status: int, schema: str | None, headers: Document) -> Document:
    answer: Document = {"description": HTTPStatus(status).phrase}
    if headers:
        answer["headers"] = headers
    if schema:
        media_type = "application/problem+json" if schema == "problem" else "application/json"
        answer["content"] = {media_type: {"schema": _reference(schema)}}
    return answer


def _reference(schema: str) -> Document:
    return {"$ref": f"#/components/schemas/{schema}"}


def _schema(file: Path) -> Document:
    schema: Document = json.loads(file.read_text(), object_hook=_within_one_document)
    schema.pop("$schema", None)
    return schema


def _within_one_document(fields: Document) -> Document:
    """A reference to a neighbouring file becomes one to a component."""
    target = fields.get("$ref", "")
    return _reference(target.removesuffix(".json")) if target.endswith(".json") else fields


def _target(space: Workspace) -> Path:
    return space.root / "docs" / "openapi.json"
