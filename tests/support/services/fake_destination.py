"""A queue, a topic and a failure queue in memory."""

from collections.abc import Iterable

from order_relay.failure_queue import PoisonRecord
from orders.domain.errors import PublishError
from orders.domain.events import OrderReceived, StatusChange


class FakeDestination:
    """A queue, a topic and a failure queue in one; `full` takes nothing."""

    def __init__(self) -> None:
        self.taken: list[OrderReceived | StatusChange | PoisonRecord] = []
        self.full = False

    def send(self, orders: Iterable[OrderReceived]) -> None:
        self._take(orders)

    def publish(self, changes: Iterable[StatusChange]) -> None:
        self._take(changes)

    def put(self, poison: Iterable[PoisonRecord]) -> None:
        self._take(poison)

    def _take(self, things: Iterable[OrderReceived | StatusChange | PoisonRecord]) -> None:
        if self.full:
            raise PublishError("full")
        self.taken.extend(things)
