"""Reads the records of the table's stream."""

from collections.abc import Mapping
from typing import Any

from orders.adapters.item import read_order
from orders.domain.errors import UnreadableError
from orders.domain.events import OrderReceived, Publication, StatusChange
from orders.domain.order import Status


def read_record(record: Mapping[str, Any]) -> Publication | None:
    """What to publish, or None; UnreadableError if the images are not orders."""
    try:
        images = record["dynamodb"]
        match record["eventName"]:
            case "INSERT":
                return _new_order(images["NewImage"])
            case "MODIFY":
                return _status_change(images["OldImage"], images["NewImage"])
            case _:
                return None
    except (KeyError, TypeError) as error:
        raise UnreadableError("the stream record has no images") from error


def _new_order(image: Mapping[str, Any]) -> OrderReceived | None:
    order = read_order(image)
    return OrderReceived(order.key, order.correlation_id) if order.status is Status.RECEIVED else None


def _status_change(old_image: Mapping[str, Any], new_image: Mapping[str, Any]) -> StatusChange | None:
    before, after = read_order(old_image), read_order(new_image)
    if after.status in (before.status, Status.RECEIVED):
        return None
    return StatusChange(after, before.status)
