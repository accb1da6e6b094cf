"""The five operations of the contract, and the one map from routes to them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Final

from order_api import cursor
from order_api.http_request import Request
from order_api.http_response import Answer, show, write_json
from order_api.order_body import read_order_request
from order_api.representation import show_menu, show_order
from orders.domain import use_cases
from orders.domain.identifiers import digest, order_key
from orders.domain.menu import Menu
from orders.domain.order import OrderKey
from orders.domain.order_request import OrderRequest
from orders.domain.store import OrderStore
from orders.domain.use_cases import NewOrder, Placed
from orders.runtime.logger import logger
from orders.runtime.metrics import Metric, measure

MENU_CACHE_CONTROL: Final = "public, max-age=60"


@dataclass(frozen=True, slots=True)
class Cafe:
    """What the operations work with."""

    store: OrderStore
    menu: Menu
    retention: timedelta
    clock: Callable[[], datetime]


def read_menu(cafe: Cafe, request: Request) -> Answer:
    """The menu, the same for everyone."""
    document = show_menu(cafe.menu)
    entity_tag = f'"{digest(write_json(document))}"'
    return show(document, entity_tag, request.knows(entity_tag), MENU_CACHE_CONTROL)


def place_order(cafe: Cafe, request: Request) -> Answer:
    """Accepts an order once per idempotency key; the decision follows later."""
    key = order_key(request.customer_id, request.idempotency_key)
    wanted = read_order_request(request.body())
    placed = use_cases.place(cafe.store, cafe.menu, _new_order(cafe, request, key, wanted))
    metric = Metric.ORDERS_REPLAYED if placed.replayed else Metric.ORDERS_PLACED
    logger.info("order accepted", order_id=key.order_id, replayed=placed.replayed, **measure({metric: 1}))
    return Answer(HTTPStatus.ACCEPTED, show_order(placed.order), _placed_headers(placed))


def list_orders(cafe: Cafe, request: Request) -> Answer:
    """A page of the caller's orders, newest first."""
    customer_id = request.customer_id
    after = None if request.cursor is None else cursor.decode(customer_id, request.cursor)
    page = cafe.store.page(customer_id, request.limit, after)
    following = page.next_position and cursor.encode(customer_id, page.next_position)
    document = {"orders": [show_order(order) for order in page.orders], "next_cursor": following}
    return Answer(HTTPStatus.OK, document)


def read_order(cafe: Cafe, request: Request) -> Answer:
    """One of the caller's orders."""
    order = use_cases.find(cafe.store, request.order_key)
    entity_tag = f'"{order.version}"'
    return show(show_order(order), entity_tag, request.knows(entity_tag))


def cancel_order(cafe: Cafe, request: Request) -> Answer:
    """Cancels an order that is not decided yet."""
    cancelled = use_cases.cancel(cafe.store, request.order_key, cafe.clock(), request.correlation_id)
    counted = measure({Metric.ORDERS_CANCELLED: 1}) if cancelled.made else {}
    logger.info("order cancelled", replayed=not cancelled.made, **counted)
    return Answer(HTTPStatus.OK, show_order(cancelled.order))


def _new_order(cafe: Cafe, request: Request, key: OrderKey, wanted: OrderRequest) -> NewOrder:
    return NewOrder(key, wanted, cafe.clock(), cafe.retention, request.correlation_id)


def _placed_headers(placed: Placed) -> dict[str, str]:
    location = {"Location": f"/api/orders/{placed.order.key.order_id}"}
    return location | ({"Idempotency-Replayed": "true"} if placed.replayed else {})


type Operation = Callable[[Cafe, Request], Answer]

OPERATIONS: Final[Mapping[str, Operation]] = {
    "GET /api/menu": read_menu,
    "POST /api/orders": place_order,
    "GET /api/orders": list_orders,
    "GET /api/orders/{order_id}": read_order,
    "POST /api/orders/{order_id}/cancel": cancel_order,
}
