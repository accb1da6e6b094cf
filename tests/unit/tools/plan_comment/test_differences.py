"""Which attributes differ, and how each value is shown."""

from typing import Any

import pytest

from plan_comment.differences import ABSENT, UNKNOWN, MarkedValue, differences
from plan_comment.redaction import HIDDEN, NO_SECRETS, Secrets


def compare(before: Any, after: Any, secrets: Secrets = NO_SECRETS, **marks: Any) -> dict[str, tuple[str, str]]:
    found = differences(MarkedValue(before), MarkedValue(after, **marks), secrets)
    return {attribute.path: (attribute.before, attribute.after) for attribute in found}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({"a": 1}, {"a": 2}, {"a": ("1", "2")}),
        ({"a": {"b": [{"c": 1}]}}, {"a": {"b": [{"c": 2}]}}, {"a.b[0].c": ("1", "2")}),
        ({"a": [1]}, {"a": [1, 2]}, {"a": ("[1]", "[1, 2]")}),
        ({"a": '{"b": 1, "c": 1}'}, {"a": '{"c": 2, "b": 1}'}, {"a.c": ("1", "2")}),
        ({"a": None}, {"a": "x"}, {"a": (ABSENT, "x")}),
        ({"a": None, "b": []}, {"a": "", "b": {}}, {}),
        (
            {"tags": {"x": "1"}, "tags_all": {"x": "1"}},
            {"tags": {"x": "2"}, "tags_all": {"x": "2"}},
            {"tags.x": ("1", "2")},
        ),
        ({"tags_all": {"x": "1"}}, {"tags_all": {"x": "2"}}, {"tags_all.x": ("1", "2")}),
    ],
)
def test_names_the_innermost_attributes_that_differ(
    before: object, after: object, expected: dict[str, tuple[str, str]]
) -> None:
    assert compare(before, after) == expected


def test_a_value_that_is_not_known_yet_is_shown_as_such() -> None:
    assert compare({"a": "x"}, {}, unknown={"a": True}) == {"a": ("x", UNKNOWN)}


def test_a_secret_number_is_hidden() -> None:
    assert compare({"a": [1]}, {"a": [4711, 2]}, Secrets(frozenset({"4711"}))) == {"a": ("[1]", f'["{HIDDEN}", 2]')}


def test_attributes_that_force_a_replacement_are_marked() -> None:
    before, after = MarkedValue({"key": {"x": 1}, "size": 1}), MarkedValue({"key": {"x": 2}, "size": 2})

    found = differences(before, after, NO_SECRETS, frozenset({"key"}))

    assert {attribute.path: attribute.forces_replacement for attribute in found} == {"key.x": True, "size": False}
