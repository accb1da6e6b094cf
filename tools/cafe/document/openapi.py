"""The OpenAPI document, made from the contract that the gateway and the handler run on."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final

from cafe.checkout import Workspace
from cafe.document.generated_page import GeneratedPage
from cafe.errors import CafeError
from cafe.files import read_json

type Document = dict[str, Any]

DOCUMENT: Final = "docs/openapi.json"

CONTRACT = Path("services/order_api/contract")
FILES = ("routes", "headers", "parameters")
PROBLEM = "problem"
PARTS_OF_A_ROUTE = (
    "operation",
    "summary",
    "scope",
    "request_model",
    "required_headers",
    "query_parameters",
    "responses",
    "problems",
)
PROBLEMS_OF_EVERY_ROUTE = (429, 500, 502, 503, 504)
PROBLEMS_OF_A_SCOPE = (401, 403)
HEADERS_OF_A_PROBLEM: Mapping[int, tuple[str, ...]] = {429: ("Retry-After",), 503: ("Retry-After",)}


@dataclass(frozen=True)
class Contract:
    """The files of the contract, by the names of their entries."""

    routes: Document
    headers: Document
    parameters: Document
    schemas: Document


def page(space: Workspace) -> GeneratedPage:
    """docs/openapi.json as it should be."""
    content = json.dumps(document(space), indent=2, ensure_ascii=False) + "\n"
    return GeneratedPage(space.root, DOCUMENT, content, "cafe openapi")


def document(space: Workspace) -> Document:
    """OpenAPI 3.1 of the API under `/api`. Raises CafeError when the contract lacks a part of a route."""
    contract = _read_contract(space.root / CONTRACT)
    paths: Document = {}
    for key, route in contract.routes.items():
        method, path = key.split(" ")
        paths.setdefault(path.removeprefix("/api"), {})[method.lower()] = _operation(contract, key, route)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Café Orders", "version": "1", "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"}},
        "servers": [{"url": "/api"}],
        "paths": paths,
        "components": {
            "schemas": contract.schemas,
            "securitySchemes": {"customer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}},
        },
    }


def _read_contract(folder: Path) -> Contract:
    routes, headers, parameters = (read_json(folder / f"{name}.json") for name in FILES)
    schemas = {file.stem: _schema(file) for file in sorted((folder / "schemas").glob("*.json"))}
    return Contract(routes, headers, parameters, schemas)


def _operation(contract: Contract, key: str, route: Document) -> Document:
    for name in PARTS_OF_A_ROUTE:
        _part(route, name, f"routes.json: {key}")
    operation: Document = {
        "operationId": route["operation"],
        "summary": route["summary"],
        "parameters": [
            {"name": name} | _part(contract.parameters, name, "parameters.json") for name in _parameters(key, route)
        ],
        "responses": {status: _response(contract, status, its) for status, its in sorted(_responses(route).items())},
        "security": [{"customer": [route["scope"]]}] if route["scope"] else [],
    }
    if route["request_model"]:
        operation["requestBody"] = {"required": True, "content": _content(contract, route["request_model"])}
    return operation


def _parameters(key: str, route: Document) -> list[str]:
    conditional = ["If-None-Match"] if "304" in route["responses"] else []
    return [*re.findall(r"{(\w+)}", key), *route["required_headers"], *conditional, *route["query_parameters"]]


def _responses(route: Document) -> Document:
    statuses = (*route["problems"], *(PROBLEMS_OF_A_SCOPE if route["scope"] else ()), *PROBLEMS_OF_EVERY_ROUTE)
    return {**route["responses"], **{str(status): _problem(status) for status in statuses}}


def _problem(status: int) -> Document:
    return {"schema": PROBLEM, "headers": [*HEADERS_OF_A_PROBLEM.get(status, ()), "X-Correlation-Id"]}


def _response(contract: Contract, status: str, response: Document) -> Document:
    described: Document = {
        "description": HTTPStatus(int(status)).phrase,
        "headers": {name: _part(contract.headers, name, "headers.json") for name in response["headers"]},
    }
    if response["schema"]:
        described["content"] = _content(contract, response["schema"])
    return described


def _content(contract: Contract, schema: str) -> Document:
    _part(contract.schemas, schema, "schemas")
    media_type = "application/problem+json" if schema == PROBLEM else "application/json"
    return {media_type: {"schema": _reference(schema)}}


def _part[Part](parts: Mapping[str, Part], name: str, place: str) -> Part:
    if name not in parts:
        raise CafeError(f"{CONTRACT}/{place} has no {name}.", "Add it there, like the others.")
    return parts[name]


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
