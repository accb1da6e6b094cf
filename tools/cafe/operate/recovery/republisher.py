"""Publishes again what the relay publishes, at a limited rate, each once a run."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import batched

from cafe.operate.recovery.rate_limiter import RateLimiter
from orders.adapters.batches import MOST_ENTRIES
from orders.domain.events import OrderReceived, OrderReceivedPublisher, Publication, StatusChange, StatusChangePublisher
from orders.domain.identifiers import event_id
from orders.domain.order import OrderKey


class NullPublisher:
    """Where a dry run publishes to."""

    def send(self, orders: Iterable[OrderReceived]) -> None:
        """Nothing is sent."""

    def publish(self, changes: Iterable[StatusChange]) -> None:
        """Nothing is published."""


@dataclass
class Publisher:
    """Keeps count of what it has published and publishes none of it twice."""

    queue: OrderReceivedPublisher
    topic: StatusChangePublisher
    report: Callable[[str], None]
    limiter: RateLimiter
    queued: set[OrderKey] = field(default_factory=set)
    announced: set[str] = field(default_factory=set)

    @property
    def count(self) -> int:
        return len(self.queued) + len(self.announced)

    def publish(self, publications: Iterable[Publication]) -> None:
        """New orders to the queue, changes to the topic. PublishError as soon as one is refused."""
        wanted = list(publications)
        orders = {x.key: x for x in wanted if isinstance(x, OrderReceived) and x.key not in self.queued}
        changes = {event_id(x.order): x for x in wanted if isinstance(x, StatusChange)}
        self._each_batch(orders, self.queue.send, self.queued)
        fresh = {name: change for name, change in changes.items() if name not in self.announced}
        self._each_batch(fresh, self.topic.publish, self.announced)

    def _each_batch[Name, Thing](
        self, things: dict[Name, Thing], send: Callable[[list[Thing]], None], done: set[Name]
    ) -> None:
        for names in batched(things, self.limiter.batch_size(MOST_ENTRIES), strict=False):
            self.limiter.acquire(len(names))
            send([things[name] for name in names])
            done.update(names)
            self.report(f"queued {len(self.queued)}, announced {len(self.announced)}")
