"""What the functions may do, as services/functions.json declares it."""

import json
from typing import Any

import pytest

from cafe.checkout import workspace

FUNCTIONS: dict[str, dict[str, Any]] = json.loads((workspace().root / "services" / "functions.json").read_text())
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
