"""The body of a new order: strict JSON, the contract's schema, and the rules beyond a schema."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, NoReturn

import fastjsonschema

from order_api.problem import Fault, malformed
from orders.domain.order_request import OrderRequest, RequestedItem

SCHEMA_FILE: Final = Path(__file__).with_name("contract") / "schemas" / "place_order.json"
REPLACEMENT_CHARACTER: Final = "\ufffd"
"""A gateway's replacement for bytes that are not UTF-8."""
EXPLANATIONS: Final = {
    "required": "must have the fields {}",
    "additionalProperties": "must not have other fields than the documented ones",
    "type": "must be of type {}",
    "minimum": "must be {} or more",
    "maximum": "must be {} or less",
    "minItems": "must have {} or more entries",
    "maxItems": "must have {} or fewer entries",
    "minLength": "must have {} or more characters",
    "maxLength": "must have {} or fewer characters",
}
EXPLANATIONS_OF_PATTERNS: Final = {
    "note": "must be one line with a visible character, and nothing that controls how text is shown",
}


_validate: Final[Callable[[Any], Any]] = fastjsonschema.compile(
    json.loads(SCHEMA_FILE.read_text()), use_default=False, fast_fail=False
)


class NotStrictJsonError(ValueError):
    """JSON that readers interpret in different ways."""


def read_order_request(text: str) -> OrderRequest:
    """The order in the body; RequestRefusedError with each fault if it isn't one."""
    document = _check_schema(_read_json(text))
    items = tuple(RequestedItem(**item) for item in document.pop("items"))
    _check_each_item_once(items)
    return OrderRequest(items, **document)


def _read_json(text: str) -> object:
    try:
        document: object = json.loads(text, object_pairs_hook=_object, parse_constant=_refuse_constant)
        _check_unicode(text, document)
    except (ValueError, RecursionError) as error:
        reason = str(error) if isinstance(error, NotStrictJsonError) else "is not JSON"
        raise malformed(Fault("#", reason)) from error
    return document


def _object(members: list[tuple[str, object]]) -> dict[str, object]:
    names = {name for name, _ in members}
    if len(names) < len(members):
        raise NotStrictJsonError("has an object with the same field twice")
    return dict(members)


def _refuse_constant(_: str) -> NoReturn:
    raise NotStrictJsonError("has a number that JSON doesn't know")


def _check_unicode(text: str, document: object) -> None:
    """Refuses escapes of half a character, which UTF-8 can't encode."""
    try:
        json.dumps(document, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise NotStrictJsonError("has text that is not valid Unicode") from error
    if REPLACEMENT_CHARACTER in text:
        raise NotStrictJsonError("is not text in UTF-8")


def _check_schema(document: object) -> dict[str, Any]:
    """The document, with the fields of OrderRequest and no others."""
    try:
        checked: dict[str, Any] = _validate(document)
    except fastjsonschema.JsonSchemaValuesException as failures:
        raise malformed(*(_fault(failure) for failure in failures.errors)) from failures
    return checked


def _fault(failure: fastjsonschema.JsonSchemaValueException) -> Fault:
    _, *path = failure.path
    return Fault("/".join(["#", *path]), explain(path[-1] if path else "", failure.rule, failure.rule_definition))


def explain(field: str, rule: str | None, expected: object) -> str:
    """What the schema's rule requires of the field, in words; a rule without an explanation is named."""
    words = EXPLANATIONS_OF_PATTERNS.get(field) if rule == "pattern" else EXPLANATIONS.get(rule or "")
    return words.format(expected) if words else f"must match the documented rule: {rule}"


def _check_each_item_once(items: tuple[RequestedItem, ...]) -> None:
    seen = set[str]()
    for index, item in enumerate(items):
        if item.item_id in seen:
            raise malformed(Fault(f"#/items/{index}/item_id", "must not be repeated: order more by its quantity"))
        seen.add(item.item_id)
