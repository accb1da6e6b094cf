"""What the functions may do and import, as services/functions.json declares them."""

import json
from typing import Any

import grimp
import pytest

from cafe.checkout import workspace

FUNCTIONS: dict[str, dict[str, Any]] = json.loads((workspace().root / "services" / "functions.json").read_text())
PACKAGES = sorted({function["handler"].partition(".")[0] for function in FUNCTIONS.values()})
BY_TRIGGER = {function["trigger"]: function for function in FUNCTIONS.values()}


def actions_of(function: dict[str, Any]) -> set[str]:
    return {action for permission in function["permissions"].values() for action in permission["actions"]}


def test_no_permission_has_a_wildcard() -> None:
    assert [action for function in FUNCTIONS.values() for action in actions_of(function) if "*" in action] == []


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_may_make_every_call_that_it_makes(name: str) -> None:
    calls = {
        f"{service}:{operation.removesuffix('Batch')}"
        for service, operations in FUNCTIONS[name]["calls"].items()
        for operation in operations
    }

    assert calls <= actions_of(FUNCTIONS[name])


def test_the_api_uses_the_table_only() -> None:
    assert {action.partition(":")[0] for action in actions_of(BY_TRIGGER["api"])} == {"dynamodb"}


def test_only_the_function_of_the_stream_publishes() -> None:
    sending = {"sns:Publish", "sqs:SendMessage"}

    assert [trigger for trigger, each in BY_TRIGGER.items() if sending & actions_of(each)] == ["stream"]


@pytest.fixture(scope="module")
def imports() -> grimp.ImportGraph:
    return grimp.build_graph("cafe", "economy", "plan_comment", "orders", *PACKAGES, cache_dir=None)


@pytest.mark.parametrize("package", PACKAGES)
def test_a_function_imports_only_orders_of_the_project(imports: grimp.ImportGraph, package: str) -> None:
    own = {package} | imports.find_descendants(package)
    imported = {
        found.partition(".")[0] for module in own for found in imports.find_modules_directly_imported_by(module)
    }

    assert imported <= {package, "orders"}


@pytest.mark.parametrize("package", PACKAGES)
def test_nothing_else_of_the_project_imports_a_function(imports: grimp.ImportGraph, package: str) -> None:
    own = {package} | imports.find_descendants(package)
    importing = {found for module in own for found in imports.find_modules_that_directly_import(module)}

    assert importing - own == set()


@pytest.mark.parametrize("function", FUNCTIONS.values(), ids=FUNCTIONS)
def test_a_handler_is_the_top_of_its_function(imports: grimp.ImportGraph, function: dict[str, Any]) -> None:
    handler = function["handler"].rpartition(".")[0]

    assert imports.find_modules_that_directly_import(handler) == set()
