"""The life of orders over a store in memory."""

from orders.store import OrderStore

from .fake_order_store import FakeOrderStore
from .life_of_orders import LifeOfOrders


class LifeInMemory(LifeOfOrders):
    def new_store(self) -> OrderStore:
        return FakeOrderStore()


TestLifeInMemory = LifeInMemory.TestCase
