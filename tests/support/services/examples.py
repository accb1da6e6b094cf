"""A menu and orders to test with; nothing depends on the real menu.json."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from orders.domain.identifiers import order_key, request_hash
from orders.domain.lifecycle import Transition
from orders.domain.menu import Menu, MenuItem
from orders.domain.money import Money
from orders.domain.order import HistoryEntry, Order, OrderLine, Status
from orders.domain.order_request import OrderRequest, RequestedItem

FINAL = [status for status in Status if status is not Status.RECEIVED]
CURRENCY = "CHF"


def menu_item(number: int, *, available: bool = True) -> MenuItem:
    """A drink whose price is its number in hundreds."""
    price = Money(number * 100, CURRENCY)
    return MenuItem(f"beverage-{number}", f"Beverage {number}", "As described.", price, available)


DRINKS = [menu_item(number) for number in range(1, 11)]
DRINK, OTHER_DRINK, *_ = DRINKS
SOLD_OUT = menu_item(11, available=False)
MENU = Menu(CURRENCY, (*DRINKS, SOLD_OUT))
CUSTOMER = "9f0c1d3e-5a7b-4c2d-8e6f-0123456789ab"
SOMEONE_ELSE = "1b2a3c4d-0000-4000-8000-ba9876543210"
MORNING = datetime(2026, 3, 1, 8, 15, 0, 250_000, tzinfo=UTC)
LATER = MORNING + timedelta(seconds=2)
RETENTION = timedelta(days=90)
CORRELATION_ID = "request-1"
REQUEST = OrderRequest((RequestedItem(DRINK.item_id, 2), RequestedItem(OTHER_DRINK.item_id, 1)), note="extra hot")


def order(key: str = "a-key", customer_id: str = CUSTOMER, request: OrderRequest = REQUEST) -> Order:
    """A received order; prices as on the menu."""
    lines = MENU.price(request.items)
    return Order(
        key=order_key(customer_id, key),
        status=Status.RECEIVED,
        lines=lines,
        total=MENU.total(lines),
        note=request.note,
        created_at=MORNING,
        updated_at=MORNING,
        version=1,
        history=(HistoryEntry(Status.RECEIVED, MORNING),),
        request_hash=request_hash(request),
        expires_at=(MORNING + RETENTION).replace(microsecond=0),
        correlation_id=CORRELATION_ID,
    )


def apply(received: Order, transition: Transition) -> Order:
    """The order as the table has it after the transition."""
    return replace(
        received,
        status=transition.status,
        updated_at=transition.at,
        version=received.version + 1,
        history=(*received.history, HistoryEntry(transition.status, transition.at)),
        rejection_reason=transition.rejection_reason,
        correlation_id=transition.correlation_id or received.correlation_id,
    )


def order_in(status: Status) -> Order:
    """An order that has come to the status, straight from RECEIVED."""
    received = order()
    return received if status is Status.RECEIVED else apply(received, Transition(status, LATER))


def order_of(*quantities: int) -> Order:
    """An order of so many of each, in the menu's order."""
    lines = (
        OrderLine(item.item_id, item.name, quantity, item.unit_price)
        for item, quantity in zip(DRINKS, quantities, strict=False)
    )
    return replace(order(), lines=tuple(lines))
