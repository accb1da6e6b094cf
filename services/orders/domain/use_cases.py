"""The use cases of orders. Each function makes one conditional write at most."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from orders.domain.decision import decide
from orders.domain.errors import ItemsNotOrderableError, KeyReusedError, OrderAlreadyDecidedError, OrderNotFoundError
from orders.domain.identifiers import request_hash
from orders.domain.lifecycle import Transition
from orders.domain.menu import Menu
from orders.domain.order import HistoryEntry, Order, OrderKey, OrderLine, Status
from orders.domain.order_request import OrderRequest
from orders.domain.store import Changed, OrderStore


@dataclass(frozen=True, slots=True)
class Placed:
    """The order of a request, and whether an earlier copy of the request placed it."""

    order: Order
    replayed: bool


@dataclass(frozen=True, slots=True)
class NewOrder:
    """A request with its key, its time, and how long the order is kept."""

    key: OrderKey
    request: OrderRequest
    at: datetime
    retention: timedelta
    correlation_id: str | None = None


def place(store: OrderStore, menu: Menu, new: NewOrder) -> Placed:
    """Places the order once for its key; raises ItemsNotOrderableError or KeyReusedError.

    Items that are unavailable now may have been available when the same request came first: then it is a replay.
    """
    try:
        lines = menu.price(new.request.items)
    except ItemsNotOrderableError:
        if (earlier := store.find(new.key)) is None:
            raise
        return _replay(earlier, new)
    order = _received(new, lines, menu)
    if (taken_by := store.add(order)) is not None:
        return _replay(taken_by, new)
    return Placed(order, replayed=False)


def find(store: OrderStore, key: OrderKey) -> Order:
    """The customer's order; raises OrderNotFoundError."""
    order = store.find(key)
    if order is None:
        raise OrderNotFoundError
    return order


def cancel(store: OrderStore, key: OrderKey, at: datetime, correlation_id: str | None = None) -> Changed:
    """The cancelled order, also if it was cancelled before; OrderNotFoundError or OrderAlreadyDecidedError."""
    changed = store.change(key, Transition(Status.CANCELLED, at, correlation_id=correlation_id))
    if changed is None:
        raise OrderNotFoundError
    if changed.order.status is not Status.CANCELLED:
        raise OrderAlreadyDecidedError
    return changed


def process(store: OrderStore, key: OrderKey, at: datetime) -> Changed:
    """Decides the order if it is RECEIVED, else returns it unchanged; OrderNotFoundError."""
    order = find(store, key)
    if order.status is not Status.RECEIVED:
        return Changed(order, applied=False)
    changed = store.change(key, decide(order, at))
    if changed is None:
        raise OrderNotFoundError
    return changed


def _replay(earlier: Order, new: NewOrder) -> Placed:
    if earlier.request_hash != request_hash(new.request):
        raise KeyReusedError
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
