"""The documents of the contract, made from the domain."""

from typing import Any

from orders.domain import timestamps
from orders.domain.menu import Menu
from orders.domain.order import HistoryEntry, Order, OrderLine


def menu_document(menu: Menu) -> dict[str, Any]:
    """As contract/schemas/menu.json."""
    items = [
        {
            "item_id": item.item_id,
            "name": item.name,
            "description": item.description,
            "unit_price": item.unit_price.minor_units,
            "available": item.available,
        }
        for item in menu.items
    ]
    return {"currency": menu.currency, "items": items}


def order_document(order: Order) -> dict[str, Any]:
    """As contract/schemas/order.json."""
    document = {
        "order_id": order.key.order_id,
        "status": order.status,
        "items": [_line_document(line) for line in order.lines],
        "total": order.total.minor_units,
        "currency": order.total.currency,
        "note": order.note,
        "created_at": timestamps.write(order.created_at),
        "updated_at": timestamps.write(order.updated_at),
        "history": [_history_document(entry) for entry in order.history],
    }
    return document | ({"rejection_reason": order.rejection_reason} if order.rejection_reason else {})


def _line_document(line: OrderLine) -> dict[str, Any]:
    return {
        "item_id": line.item_id,
        "name": line.name,
        "quantity": line.quantity,
        "unit_price": line.unit_price.minor_units,
    }


def _history_document(entry: HistoryEntry) -> dict[str, Any]:
    return {"status": entry.status, "at": timestamps.write(entry.at)}
