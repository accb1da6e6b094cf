"""A store in memory with the same rules as the table: a fake, not a mock."""

from functools import partial

from order_api.boundary import respond
from order_api.operations import ApiContext
from orders.domain import timestamps
from orders.domain.errors import StoreUnavailableError
from orders.domain.lifecycle import Transition, predecessors
from orders.domain.menu import Menu
from orders.domain.order import Order, OrderKey
from orders.domain.store import Changed, OrderStore, Page, Position
from tests.support.services.examples import MENU, MORNING, RETENTION, apply
from tests.support.services.gateway import Client


class FakeOrderStore:
    """Keeps orders in a dictionary, counts calls, and can be out of order."""

    def __init__(self) -> None:
        self.orders: dict[OrderKey, Order] = {}
        self.calls = 0
        self.available = True

    def add(self, order: Order) -> Order | None:
        self._answer()
        earlier = self.orders.get(order.key)
        self.orders.setdefault(order.key, order)
        return earlier

    def find(self, key: OrderKey) -> Order | None:
        self._answer()
        return self.orders.get(key)

    def change(self, key: OrderKey, transition: Transition) -> Changed | None:
        self._answer()
        order = self.orders.get(key)
        if order is None:
            return None
        if order.status not in predecessors(transition.status):
            return Changed(order, applied=False)
        self.orders[key] = apply(order, transition)
        return Changed(self.orders[key], applied=True)

    def page(self, customer_id: str, limit: int, after: Position | None) -> Page:
        self._answer()
        mine = [order for order in self.orders.values() if order.key.customer_id == customer_id]
        newest_first = sorted(mine, key=_place, reverse=True)
        following = [order for order in newest_first if after is None or _place(order) < _pair(after)]
        page = tuple(following[:limit])
        return Page(page, Position(*_place(page[-1])) if len(following) > limit else None)

    def _answer(self) -> None:
        if not self.available:
            raise StoreUnavailableError("the store is out of order")
        self.calls += 1


def _place(order: Order) -> tuple[str, str]:
    return timestamps.write(order.created_at), order.key.order_id


def _pair(position: Position) -> tuple[str, str]:
    return position.created_at, position.order_id


def cafe_client(store: OrderStore, menu: Menu = MENU) -> Client:
    """A customer of a café that keeps its orders in this store."""
    return Client(partial(respond, ApiContext(store, menu, RETENTION, lambda: MORNING)))
