"""The one loader of settings: environment variables into a typed dataclass."""

import os
import re
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


class InvalidSettingsError(Exception):
    """An environment variable is missing or invalid; the message has its name."""


def load[Settings: "DataclassInstance"](kind: type[Settings], environment: Mapping[str, str] | None = None) -> Settings:
    """Reads each field from the variable of its name in capitals: a text, or a whole number above 0."""
    variables = os.environ if environment is None else environment
    return kind(**{field.name: _read(field, variables) for field in fields(kind)})


def _read(field: Field[Any], variables: Mapping[str, str]) -> str | int:
    name = field.name.upper()
    value = variables.get(name, "")
    if value:
        return _whole_number(name, value) if field.type is int else value
    if field.default is MISSING:
        raise InvalidSettingsError(f"the environment variable {name} is missing")
    default: str | int = field.default
    return default


def _whole_number(name: str, value: str) -> int:
    if not re.fullmatch(r"[1-9][0-9]{0,4}", value):
        raise InvalidSettingsError(f"the environment variable {name} must be a whole number from 1 to 99999")
    return int(value)
