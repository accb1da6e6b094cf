"""Records of the table's stream, as Lambda gives them to the relay."""

from typing import Any

from orders.adapters.item import write_order
from orders.domain.order import Order


def insert(new: Order) -> dict[str, Any]:
    return {"eventName": "INSERT", "dynamodb": {"NewImage": write_order(new)}}


def modify(old: Order, new: Order) -> dict[str, Any]:
    return {"eventName": "MODIFY", "dynamodb": {"OldImage": write_order(old), "NewImage": write_order(new)}}
