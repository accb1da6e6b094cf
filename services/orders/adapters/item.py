"""An order as an item of the DynamoDB table; the images in its stream have the same shape.

Lines and history are lists by position, not maps: an order of every drink with a full-length note in
ASCII stays within 1 KB, which is one write unit (Amazon DynamoDB, "Read and write operations").
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from orders.domain import timestamps
from orders.domain.errors import UnreadableError
from orders.domain.money import Money
from orders.domain.order import HistoryEntry, Order, OrderKey, OrderLine, Status

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.type_defs import AttributeValueTypeDef

type Attribute = "AttributeValueTypeDef"
type Item = dict[str, Attribute]


def write_key(key: OrderKey) -> Item:
    """The primary key: hash `customer_id`, range `order_id`."""
    return {"customer_id": text(key.customer_id), "order_id": text(key.order_id)}


def write_order(order: Order) -> Item:
    """The whole item; attributes without a value are left out."""
    item: Item = {
        **write_key(order.key),
        "status": text(order.status),
        "items": {"L": [_write_line(line) for line in order.lines]},
        "total": number(order.total.minor_units),
        "currency": text(order.total.currency),
        "created_at": moment(order.created_at),
        "updated_at": moment(order.updated_at),
        "version": number(order.version),
        "history": {"L": [write_history_entry(entry) for entry in order.history]},
        "request_hash": text(order.request_hash),
        "expires_at": number(int(order.expires_at.timestamp())),
    }
    optional = {
        "note": order.note,
        "rejection_reason": order.rejection_reason,
        "correlation_id": order.correlation_id,
    }
    return item | {name: text(value) for name, value in optional.items() if value is not None}


def write_history_entry(entry: HistoryEntry) -> Attribute:
    """`[status, at]`."""
    return {"L": [text(entry.status), moment(entry.at)]}


def text(value: str) -> Attribute:
    """A string attribute."""
    return {"S": str(value)}


def number(value: int) -> Attribute:
    """A number attribute."""
    return {"N": str(value)}


def moment(value: datetime) -> Attribute:
    """A time, as text that sorts."""
    return text(timestamps.write(value))


def read_order(item: Mapping[str, Any]) -> Order:
    """The order of an item or a stream image; UnreadableError if it isn't one."""
    try:
        return _read_order(item)
    except (KeyError, ValueError, TypeError, OverflowError) as error:
        raise UnreadableError(f"not an order: {type(error).__name__} {error}") from error


def _read_order(item: Mapping[str, Any]) -> Order:
    currency = item["currency"]["S"]
    return Order(
        key=OrderKey(item["customer_id"]["S"], item["order_id"]["S"]),
        status=Status(item["status"]["S"]),
        lines=tuple(_read_line(line["L"], currency) for line in item["items"]["L"]),
        total=Money(int(item["total"]["N"]), currency),
        note=_read_optional(item, "note"),
        created_at=timestamps.read(item["created_at"]["S"]),
        updated_at=timestamps.read(item["updated_at"]["S"]),
        version=int(item["version"]["N"]),
        history=tuple(_read_history_entry(entry["L"]) for entry in item["history"]["L"]),
        request_hash=item["request_hash"]["S"],
        expires_at=datetime.fromtimestamp(int(item["expires_at"]["N"]), UTC),
        rejection_reason=_read_optional(item, "rejection_reason"),
        correlation_id=_read_optional(item, "correlation_id"),
    )


def _write_line(line: OrderLine) -> Attribute:
    return {"L": [text(line.item_id), text(line.name), number(line.quantity), number(line.unit_price.minor_units)]}


def _read_line(values: list[Any], currency: str) -> OrderLine:
    item_id, name, quantity, unit_price = values
    return OrderLine(item_id["S"], name["S"], int(quantity["N"]), Money(int(unit_price["N"]), currency))


def _read_history_entry(values: list[Any]) -> HistoryEntry:
    status, at = values
    return HistoryEntry(Status(status["S"]), timestamps.read(at["S"]))


def _read_optional(item: Mapping[str, Any], name: str) -> str | None:
    value: str | None = item[name]["S"] if name in item else None
    return value
