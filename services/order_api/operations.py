"""The operations of the contract, and the one map from routes to them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Final

from order_api import cursor
from order_api.http_request import Request
from order_api.http_response import Response, document_response, write_json
from order_api.order_body import read_order_request
from order_api.representation import menu_document, order_document
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
class ApiContext:
    """The dependencies of the operations."""

    store: OrderStore
    menu: Menu
    retention: timedelta
    clock: Callable[[], datetime]


def read_menu(context: ApiContext, request: Request) -> Response:
    """The menu, the same for everyone."""
    document = menu_document(context.menu)
    entity_tag = f'"{digest(write_json(document))}"'
    return document_response(document, entity_tag, request.matches_entity_tag(entity_tag), MENU_CACHE_CONTROL)


def place_order(context: ApiContext, request: Request) -> Response:
    """Accepts an order once per idempotency key; it is decided later."""
    key = order_key(request.customer_id, request.idempotency_key)
    wanted = read_order_request(request.body())
    placed = use_cases.place(context.store, context.menu, _new_order(context, request, key, wanted))
    metric = Metric.ORDERS_REPLAYED if placed.replayed else Metric.ORDERS_PLACED
    logger.info("order accepted", order_id=key.order_id, replayed=placed.replayed, **measure({metric: 1}))
    return Response(HTTPStatus.ACCEPTED, order_document(placed.order), _placed_headers(placed))


def list_orders(context: ApiContext, request: Request) -> Response:
    """A page of the caller's orders, newest first."""
    customer_id = request.customer_id
    after = None if request.cursor is None else cursor.decode(customer_id, request.cursor)
    page = context.store.page(customer_id, request.limit, after)
    following = page.next_position and cursor.encode(customer_id, page.next_position)
    document = {"orders": [order_document(order) for order in page.orders], "next_cursor": following}
    return Response(HTTPStatus.OK, document)


def read_order(context: ApiContext, request: Request) -> Response:
    """One of the caller's orders."""
    order = use_cases.find(context.store, request.order_key)
    entity_tag = f'"{order.version}"'
    return document_response(order_document(order), entity_tag, request.matches_entity_tag(entity_tag))


def cancel_order(context: ApiContext, request: Request) -> Response:
    """Cancels an order that is not decided yet."""
    cancelled = use_cases.cancel(context.store, request.order_key, context.clock(), request.correlation_id)
    counted = measure({Metric.ORDERS_CANCELLED: 1}) if cancelled.applied else {}
    logger.info("order cancelled", replayed=not cancelled.applied, **counted)
    return Response(HTTPStatus.OK, order_document(cancelled.order))


def _new_order(context: ApiContext, request: Request, key: OrderKey, wanted: OrderRequest) -> NewOrder:
    return NewOrder(key, wanted, context.clock(), context.retention, request.correlation_id)


def _placed_headers(placed: Placed) -> dict[str, str]:
    location = {"Location": f"/api/orders/{placed.order.key.order_id}"}
    return location | ({"Idempotency-Replayed": "true"} if placed.replayed else {})


type Operation = Callable[[ApiContext, Request], Response]

OPERATIONS: Final[Mapping[str, Operation]] = {
    "GET /api/menu": read_menu,
    "POST /api/orders": place_order,
    "GET /api/orders": list_orders,
    "GET /api/orders/{order_id}": read_order,
    "POST /api/orders/{order_id}/cancel": cancel_order,
}
