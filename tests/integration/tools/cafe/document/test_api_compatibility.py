"""What is a break of the API for oasdiff: each change is made to this project's own contract."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from cafe.checkout import Workspace, workspace
from cafe.document import api_compatibility, openapi
from cafe.errors import CafeError

CONTRACT = Path("services/order_api/contract")
SOMEBODY = ("-c", "user.name=A", "-c", "user.email=a@cafe.example")
Json = dict[str, Any]


@pytest.fixture
def change(tmp_path: Path) -> Workspace:
    """A branch `change`, which is as `main` yet."""
    space, root = workspace(), tmp_path / "checkout"
    shutil.copytree(space.root / CONTRACT, root / CONTRACT)
    shutil.copytree(space.root / "tools/go/oasdiff", root / "tools/go/oasdiff")
    (root / "docs").mkdir()
    made = Workspace(root=root, cache=space.cache)
    openapi.page(made).write()
    for arguments in (("init", "--quiet", "--initial-branch", "main"), ("add", "--all")):
        subprocess.run(["git", *arguments], cwd=root, check=True)
    subprocess.run(["git", *SOMEBODY, "commit", "--quiet", "--message", "Open"], cwd=root, check=True)
    subprocess.run(["git", "switch", "--quiet", "--create", "change"], cwd=root, check=True)
    return made


def read(change: Workspace, name: str) -> Json:
    content: Json = json.loads((change.root / CONTRACT / name).read_text())
    return content


def write(change: Workspace, name: str, content: Json) -> None:
    (change.root / CONTRACT / name).write_text(json.dumps(content))
    openapi.page(change).write()


def assert_breaks(change: Workspace, problem: str) -> None:
    with pytest.raises(CafeError, match=problem) as told:
        api_compatibility.check(change, "main")
    assert told.value.problem.startswith("The API would break clients")
    assert told.value.remedy == api_compatibility.REMEDY


def test_a_change_elsewhere_breaks_nothing(change: Workspace) -> None:
    assert "can go on" in api_compatibility.check(change, "main")


@pytest.mark.parametrize("field", ["order_id", "rejection_reason"])
def test_a_field_of_an_answer_must_stay_also_when_it_is_optional(change: Workspace, field: str) -> None:
    order = read(change, "schemas/order.json")
    del order["properties"][field]
    order["required"] = [name for name in order["required"] if name != field]

    write(change, "schemas/order.json", order)

    assert_breaks(change, f"property `{field}` from the response")


def test_a_field_of_a_request_must_stay(change: Workspace) -> None:
    place_order = read(change, "schemas/place_order.json")
    del place_order["properties"]["note"]

    write(change, "schemas/place_order.json", place_order)

    assert_breaks(change, "removed the request property `note`")


def test_no_field_may_be_demanded_that_was_not(change: Workspace) -> None:
    place_order = read(change, "schemas/place_order.json")
    place_order["required"].append("table")
    place_order["properties"]["table"] = {"type": "string"}

    write(change, "schemas/place_order.json", place_order)

    assert_breaks(change, "new required request property `table`")


def test_a_path_must_stay(change: Workspace) -> None:
    routes = read(change, "routes.json")
    routes["GET /api/card"] = routes.pop("GET /api/menu")

    write(change, "routes.json", routes)

    assert_breaks(change, "GET /menu")


def test_a_parameter_must_stay(change: Workspace) -> None:
    routes = read(change, "routes.json")
    routes["GET /api/orders"]["query_parameters"] = ["limit"]

    write(change, "routes.json", routes)

    assert_breaks(change, "`cursor`")


def test_a_field_that_nobody_must_send_may_be_added(change: Workspace) -> None:
    place_order = read(change, "schemas/place_order.json")
    place_order["properties"]["table"] = {"type": "string"}

    write(change, "schemas/place_order.json", place_order)

    assert "can go on" in api_compatibility.check(change, "main")


def test_a_field_may_be_added_to_an_answer(change: Workspace) -> None:
    order = read(change, "schemas/order.json")
    order["properties"]["table"] = {"type": "string"}

    write(change, "schemas/order.json", order)

    assert "can go on" in api_compatibility.check(change, "main")


def test_what_others_merged_since_is_no_part_of_the_change(change: Workspace) -> None:
    subprocess.run(["git", "switch", "--quiet", "main"], cwd=change.root, check=True)
    order = read(change, "schemas/order.json")
    original = json.loads(json.dumps(order))
    order["properties"]["table"] = {"type": "string"}
    write(change, "schemas/order.json", order)
    subprocess.run(["git", *SOMEBODY, "commit", "--quiet", "--all", "--message", "Add"], cwd=change.root, check=True)
    subprocess.run(["git", "switch", "--quiet", "change"], cwd=change.root, check=True)

    write(change, "schemas/order.json", original)

    assert "can go on" in api_compatibility.check(change, "main")
