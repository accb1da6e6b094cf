"""The contract of the API: its routes and schemas."""

import json
from pathlib import Path
from typing import Any

import fastjsonschema

import order_api

CONTRACT = Path(order_api.__file__).with_name("contract")
ROUTES: dict[str, dict[str, Any]] = json.loads((CONTRACT / "routes.json").read_text())
ROUTES_WITH_A_SCOPE = [route for route, described in ROUTES.items() if described["scope"]]
ROUTES_OF_AN_ORDER = [route for route in ROUTES if "{order_id}" in route]


def read_schema(name: str) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads((CONTRACT / "schemas" / f"{name}.json").read_text())
    return schema


def assert_matches(document: Any, name: str) -> None:
    """`document` keeps to the schema of that name."""

    def sibling(uri: str) -> dict[str, Any]:
        return read_schema(Path(uri).stem)

    fastjsonschema.compile(read_schema(name), handlers={"": sibling})(document)
