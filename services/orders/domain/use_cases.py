"""What customers and the café do with orders. Each function makes one conditional write at most."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from orders.domain.decision import decide
from orders.domain.errors import ItemsNotOrderable, KeyReused, OrderAlreadyDecided, OrderNotFound
from orders.domain.identifiers import request_hash
from orders.domain.lifecycle import Transition
from orders.domain.menu import Menu
from orders.domain.order import HistoryEntry, Order, OrderKey, OrderLine, Status
from orders.domain.order_request import OrderRequest
from orders.domain.store import Changed, OrderStore


@dataclass(frozen=True, slots=True)
class Placed:
    """The order that a request stands for, and whether an earlier copy of the request placed it."""

    order: Order
    replayed: bool


@dataclass(frozen=True, slots=True)
class NewOrder:
    """A request with the key it came under, when, and for how long the order is to be kept."""

    key: OrderKey
    request: OrderRequest
    at: datetime
    retention: timedelta
    correlation_id: str | None = None


def place(store: OrderStore, menu: Menu, new: NewOrder) -> Placed:
    """Places the order once for its key; raises ItemsNotOrderable or KeyReused.

    What can't be ordered now may have been when the same request came first: then it is a replay.
    """
    try:
        lines = menu.price(new.request.items)
    except ItemsNotOrderable:
        if (earlier := store.find(new.key)) is None:
            raise
        return _replay(earlier, new)
    order = _received(new, lines, menu)
    if (taken_by := store.add(order)) is not None:
        return _replay(taken_by, new)
    return Placed(order, replayed=False)


def find(store: OrderStore, key: OrderKey) -> Order:
    """The customer's order; raises OrderNotFound."""
    order = store.find(key)
    if order is None:
        raise OrderNotFound
    return order


def cancel(store: OrderStore, key: OrderKey, at: datetime, correlation_id: str | None = None) -> Changed:
    """The cancelled order, also when it was cancelled before; OrderNotFound or OrderAlreadyDecided."""
    changed = store.change(key, Transition(Status.CANCELLED, at, correlation_id=correlation_id))
    if changed is None:
        raise OrderNotFound
    if changed.order.status is not Status.CANCELLED:
        raise OrderAlreadyDecided
    return changed


def process(store: OrderStore, key: OrderKey, at: datetime) -> Changed:
    """The order after the café's decision; one that is past RECEIVED stays as it is. OrderNotFound."""
    order = find(store, key)
    if order.status is not Status.RECEIVED:
        return Changed(order, made=False)
    changed = store.change(key, decide(order, at))
    if changed is None:
        raise OrderNotFound
    return changed


def _replay(earlier: Order, new: NewOrder) -> Placed:
    if earlier.request_hash != request_hash(new.request):
        raise KeyReused
    return Placed(earlier, replayed=True)


def _received(new: NewOrder, lines: tuple[OrderLine, ...], menu: Menu) -> Order:
    return Order(
        key=new.key,
        status=Status.RECEIVED,
        lines=lines,
        total=menu.total(lines),
        note=new.request.note,
        created_at=new.at,
        updated_at=new.at,
        version=1,
        history=(HistoryEntry(Status.RECEIVED, new.at),),
        request_hash=request_hash(new.request),
        expires_at=(new.at + new.retention).replace(microsecond=0),
        correlation_id=new.correlation_id,
    )
