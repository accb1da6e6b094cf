"""The life of orders over a store in memory."""

from orders.domain.store import OrderStore
from tests.support.services.fake_order_store import FakeOrderStore
from tests.support.services.life_of_orders import LifeOfOrders


class LifeInMemory(LifeOfOrders):
    def new_store(self) -> OrderStore:
        return FakeOrderStore()


TestLifeInMemory = LifeInMemory.TestCase
