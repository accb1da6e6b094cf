"""Sizes of items ("DynamoDB Item sizes and formats")."""

import math
from typing import Any


def item_bytes(item: dict[str, Any]) -> int:
    """Names and values."""
    return sum(len(name.encode()) + value_bytes(value) for name, value in item.items())


def value_bytes(value: dict[str, Any]) -> int:
    """A text has its bytes, a number a byte for two digits and 1, a list its elements with a byte each and 3."""
    match value:
        case {"S": str(text)}:
            return len(text.encode())
        case {"N": str(number)}:
            return math.ceil(len(number) / 2) + 1
        case {"L": list(elements)}:
            return 3 + sum(1 + value_bytes(element) for element in elements)
        case _:
            raise AssertionError(f"no attribute of an order: {value}")
