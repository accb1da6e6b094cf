"""What is a break of the API for oasdiff: each change is made to this project's own contract."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cafe.checkout import Workspace, workspace
from cafe.document import api_compatibility, openapi
from cafe.errors import CafeError
from tests.support.tools.repository import AUTHOR, commit_all, git

CONTRACT = Path("services/order_api/contract")
type Json = dict[str, Any]
type Edit = Callable[[Json], object]


@pytest.fixture
def change(tmp_path: Path) -> Workspace:
    """A branch `change`, which is as `trunk` yet."""
    space, root = workspace(), tmp_path / "checkout"
    shutil.copytree(space.root / CONTRACT, root / CONTRACT)
    shutil.copytree(space.root / "tools/go/oasdiff", root / "tools/go/oasdiff")
    (root / "docs").mkdir()
    made = Workspace(root=root, cache=space.cache)
    openapi.page(made).write()
    commit_all(root)
    git(root, "switch", "--quiet", "--create", "change")
    return made


def read(change: Workspace, name: str) -> Json:
    content: Json = json.loads((change.root / CONTRACT / name).read_text())
    return content


def write(change: Workspace, name: str, content: Json) -> None:
    (change.root / CONTRACT / name).write_text(json.dumps(content))
    openapi.page(change).write()


def without(field: str) -> Edit:
    """An answer lacks a field, be it required or not."""

    def edit(order: Json) -> None:
        del order["properties"][field]
        order["required"] = [name for name in order["required"] if name != field]

    return edit


def with_field(schema: Json) -> None:
    schema["properties"]["table"] = {"type": "string"}


def with_required_field(place_order: Json) -> None:
    with_field(place_order)
    place_order["required"].append("table")


ORDER, PLACE_ORDER, ROUTES = "schemas/order.json", "schemas/place_order.json", "routes.json"
BREAKS: dict[str, tuple[str, Edit, str]] = {
    "a required field of an answer is removed": (
        ORDER,
        without("order_id"),
        "property `order_id` from the response",
    ),
    "an optional field of an answer is removed": (
        ORDER,
        without("rejection_reason"),
        "property `rejection_reason` from the response",
    ),
    "a field of a request is removed": (
        PLACE_ORDER,
        lambda schema: schema["properties"].pop("note"),
        "removed the request property `note`",
    ),
    "a field becomes required": (PLACE_ORDER, with_required_field, "new required request property `table`"),
    "a path is renamed": (
        ROUTES,
        lambda routes: routes.update({"GET /api/card": routes.pop("GET /api/menu")}),
        "GET /menu",
    ),
    "a parameter is removed": (
        ROUTES,
        lambda routes: routes["GET /api/orders"].update({"query_parameters": ["limit"]}),
        "`cursor`",
    ),
}


@pytest.mark.parametrize(("name", "edit", "problem"), BREAKS.values(), ids=BREAKS)
def test_a_change_that_breaks_clients_is_refused(change: Workspace, name: str, edit: Edit, problem: str) -> None:
    content = read(change, name)
    edit(content)
    write(change, name, content)

    with pytest.raises(CafeError, match=problem) as refused:
        api_compatibility.check(change, "trunk")

    assert refused.value.problem.startswith("The API would break clients")
    assert refused.value.remedy == api_compatibility.REMEDY


def test_a_change_elsewhere_breaks_nothing(change: Workspace) -> None:
    assert "keep working" in api_compatibility.check(change, "trunk")


@pytest.mark.parametrize("name", [PLACE_ORDER, ORDER])
def test_an_optional_field_may_be_added(change: Workspace, name: str) -> None:
    content = read(change, name)
    with_field(content)
    write(change, name, content)

    assert "keep working" in api_compatibility.check(change, "trunk")


def test_what_others_merged_since_is_no_part_of_the_change(change: Workspace) -> None:
    git(change.root, "switch", "--quiet", "trunk")
    order = read(change, "schemas/order.json")
    original = json.loads(json.dumps(order))
    order["properties"]["table"] = {"type": "string"}
    write(change, "schemas/order.json", order)
    git(change.root, *AUTHOR, "commit", "--quiet", "--all", "--message", "Add")
    git(change.root, "switch", "--quiet", "change")

    write(change, "schemas/order.json", original)

    assert "keep working" in api_compatibility.check(change, "trunk")
