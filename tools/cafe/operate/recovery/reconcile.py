"""Publishes what the relay could not, and queues orders again whose message was lost.

Safe to repeat: the processor ignores an order that is decided, and an event that comes again has the same `event_id`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import batched

from cafe.operate.recovery.failed_batches import (
    FailedBatch,
    Record,
    RecordsExpiredError,
    StreamRecords,
    read_failed_batch,
    read_poison_record,
)
from cafe.operate.recovery.order_scan import OrderScan
from cafe.operate.recovery.relay_failures import RelayFailures
from cafe.operate.recovery.republisher import Publisher
from orders.adapters.batches import MOST_ENTRIES
from orders.adapters.item import Item, read_order
from orders.adapters.stream_record import read_record
from orders.adapters.table import OrderTable
from orders.domain.errors import PublishError, UnreadableError
from orders.domain.events import OrderReceived, Publication, StatusChange
from orders.domain.order import Order, OrderKey, Status

WRITTEN_LATE = timedelta(seconds=15)
"""An order is dated before it is written, by as long as the client of the table may take; clocks differ by less."""


@dataclass(frozen=True)
class Reconciled:
    """What a run published and settled, and what it could not."""

    queued: int
    announced: int
    batches_settled: int
    problems: tuple[str, ...]


@dataclass
class Reconciliation:
    """One run. A dry run has a publisher that publishes nowhere, and deletes nothing."""

    failures: RelayFailures
    records: StreamRecords
    scan: OrderScan
    orders: OrderTable
    publisher: Publisher
    is_dry: bool = False
    most: int | None = None
    batches_settled: int = 0
    problems: list[str] = field(default_factory=list)

    def run(self, received_before: datetime) -> Reconciled:
        """First the failed batches, then orders received before the moment. It stops at what is not taken."""
        try:
            self._settle_failed_batches()
            self._queue_orders(received_before)
        except PublishError as error:
            self.problems.append(str(error))
        publisher = self.publisher
        return Reconciled(len(publisher.queued), len(publisher.announced), self.batches_settled, tuple(self.problems))

    def _settle_failed_batches(self) -> None:
        with self.failures as messages:
            for message in messages:
                if self._is_enough():
                    return
                if self._settle(message["Body"]):
                    self.batches_settled += 1
                    if not self.is_dry:
                        messages.delete(message)
            if hidden := messages.hidden_count:
                self.problems.append(f"{hidden} failed batches are hidden by another run, for 2 minutes at most")

    def _settle(self, body: str) -> bool:
        """Publish what a failed batch describes; whether all of it is done."""
        try:
            if key := read_poison_record(body):
                return self._settle_poison_record(key)
            readable, problems = self._recover(read_failed_batch(body))
        except UnreadableError as error:
            self.problems.append(f"a message of the failure queue: {error}")
            return False
        self.publisher.publish(readable)
        self.problems += problems
        return not problems

    def _settle_poison_record(self, key: OrderKey) -> bool:
        """Publish the order's latest step once its item was corrected; one that was removed needs nothing."""
        try:
            order = self.orders.find(key)
        except UnreadableError as error:
            self.problems.append(f"item {key.order_id}: {error}")
            return False
        self.publisher.publish([_latest_publication(order)] if order else [])
        return True

    def _recover(self, batch: FailedBatch) -> tuple[list[Publication], list[str]]:
        """What the relay was to publish, and why some of it can't be known."""
        try:
            return _read_records(self.records.read(batch))
        except RecordsExpiredError:
            return self._rebuild(batch)

    def _rebuild(self, batch: FailedBatch) -> tuple[list[Publication], list[str]]:
        """From the orders as they are now: each has the latest step that it took, and when."""
        items = self.scan.updated_between(batch.written_from - WRITTEN_LATE, batch.written_to + WRITTEN_LATE)
        return _read_items(items)

    def _queue_orders(self, received_before: datetime) -> None:
        waiting = self.scan.received_before(received_before)
        fresh = (order for order in waiting if order.key not in self.publisher.queued)
        for orders in batched(fresh, MOST_ENTRIES, strict=False):
            allowed = len(orders) if self.most is None else max(0, self.most - self.publisher.count)
            self.publisher.publish(orders[:allowed])
            if self._is_enough():
                return

    def _is_enough(self) -> bool:
        return self.most is not None and self.publisher.count >= self.most


def _read_records(records: Sequence[Record]) -> tuple[list[Publication], list[str]]:
    publications, problems = list[Publication](), list[str]()
    for record in records:
        try:
            publication = read_record(record)
        except UnreadableError as error:
            problems.append(f"stream record {record['dynamodb']['SequenceNumber']}: {error}")
        else:
            publications += [publication] if publication else []
    return publications, problems


def _read_items(items: Iterable[Item]) -> tuple[list[Publication], list[str]]:
    publications, problems = list[Publication](), list[str]()
    for item in items:
        try:
            publications.append(_latest_publication(read_order(item)))
        except (UnreadableError, IndexError) as error:
            problems.append(f"item {item['order_id']['S']}: {error}")
    return publications, problems


def _latest_publication(order: Order) -> Publication:
    """What the relay publishes of the order's latest step."""
    if order.status is Status.RECEIVED:
        return OrderReceived(order.key, order.correlation_id)
    return StatusChange(order, order.history[-2].status)
