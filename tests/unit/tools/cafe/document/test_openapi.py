"""The committed OpenAPI document is the one that the contract makes."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cafe.checkout import Workspace, workspace
from cafe.document import openapi
from cafe.errors import CafeError


@pytest.fixture
def described(space: Workspace) -> Workspace:
    """A checkout with this project's contract and an up-to-date document."""
    (space.root / "services").symlink_to(workspace().root / "services")
    (space.root / "docs").mkdir()
    openapi.page(space).write()
    return space


def committed(space: Workspace) -> Path:
    return space.root / "docs" / "openapi.json"


@pytest.fixture
def contract(space: Workspace) -> Path:
    """A copy of the contract in a checkout, to change."""
    return shutil.copytree(workspace().root / openapi.CONTRACT, space.root / openapi.CONTRACT)


def change_menu_route(contract: Path, change: Callable[[dict[str, Any]], object]) -> None:
    routes = json.loads((contract / "routes.json").read_text())
    change(routes["GET /api/menu"])
    (contract / "routes.json").write_text(json.dumps(routes))


def test_the_committed_document_is_up_to_date() -> None:
    openapi.page(workspace()).check()


def test_placing_an_order_needs_a_scope_a_key_and_a_body(described: Workspace) -> None:
    place = json.loads(committed(described).read_text())["paths"]["/orders"]["post"]

    assert place["security"] == [{"customer": ["orders/write"]}]
    assert "Idempotency-Key" in [parameter["name"] for parameter in place["parameters"]]
    assert place["requestBody"]["required"]


def test_the_menu_is_for_everybody(described: Workspace) -> None:
    read = json.loads(committed(described).read_text())["paths"]["/menu"]["get"]

    assert read["security"] == []
    assert "401" not in read["responses"]


def test_every_reference_leads_to_a_schema(described: Workspace) -> None:
    text = committed(described).read_text()
    schemas = json.loads(text)["components"]["schemas"]

    references = {line.split('"')[3] for line in text.splitlines() if '"$ref"' in line}

    assert references
    assert {reference.removeprefix("#/components/schemas/").split("/")[0] for reference in references} <= schemas.keys()


@pytest.mark.parametrize(
    ("path", "method", "status", "header", "required"),
    [
        ("/orders", "post", "202", "Location", True),
        ("/orders", "post", "202", "Idempotency-Replayed", False),
        ("/orders/{order_id}", "get", "200", "ETag", True),
        ("/menu", "get", "304", "ETag", True),
        ("/orders", "post", "429", "Retry-After", True),
    ],
)
def test_a_header_that_a_client_acts_on_is_described(
    described: Workspace, path: str, method: str, status: str, header: str, required: bool
) -> None:
    answers = json.loads(committed(described).read_text())["paths"][path][method]["responses"]

    assert answers[status]["headers"][header]["required"] is required


@pytest.mark.parametrize("part", openapi.PARTS_OF_A_ROUTE)
def test_a_route_without_one_of_its_parts_is_named(space: Workspace, contract: Path, part: str) -> None:
    change_menu_route(contract, lambda route: route.pop(part))

    with pytest.raises(CafeError, match=f"routes.json: GET /api/menu has no {part}"):
        openapi.page(space)


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"query_parameters": ["season"]}, "parameters.json has no season"),
        ({"request_model": "season"}, "schemas has no season"),
        ({"responses": {"200": {"schema": "season", "headers": []}}}, "schemas has no season"),
        ({"responses": {"200": {"schema": "menu", "headers": ["season"]}}}, "headers.json has no season"),
    ],
    ids=["parameter", "request model", "response", "header"],
)
def test_what_a_route_refers_to_must_exist(
    space: Workspace, contract: Path, changes: dict[str, object], place: str
) -> None:
    change_menu_route(contract, lambda route: route.update(changes))

    with pytest.raises(CafeError, match=place):
        openapi.page(space)
