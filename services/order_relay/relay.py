"""Publishes a batch of the table's stream, at least once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol

from order_relay.failure_queue import PoisonRecord
from orders.adapters.stream_record import read_record
from orders.domain.errors import PublishError, UnreadableError
from orders.domain.events import OrderReceived, OrderReceivedPublisher, Publication, StatusChange, StatusChangePublisher
from orders.runtime.logger import logger
from orders.runtime.metrics import Metric, measure


class PoisonRecordPublisher(Protocol):
    """Puts unreadable records aside; PublishError if any was refused."""

    def put(self, poison: Iterable[PoisonRecord]) -> None:
        """One message for each record."""
        ...


class BatchNotRelayedError(Exception):
    """Some of the batch was not published: Lambda has to retry all of it."""


def relay(
    records: Sequence[Mapping[str, Any]],
    queue: OrderReceivedPublisher,
    topic: StatusChangePublisher,
    failures: PoisonRecordPublisher,
) -> None:
    """Publishes as much of the batch as possible; then BatchNotRelayedError if any of it failed.

    A poison record goes to the failure queue at once: a retry would block all orders behind it.
    """
    publications, poison = _read(records)
    orders = [publication for publication in publications if isinstance(publication, OrderReceived)]
    changes = [publication for publication in publications if isinstance(publication, StatusChange)]
    refusals = [
        *_attempt(queue.send, orders, "order queued", _order_fields),
        *_attempt(topic.publish, changes, "order announced", _change_fields),
        *_attempt(failures.put, poison, "poison put aside", _poison_fields),
    ]
    if refusals:
        raise BatchNotRelayedError("; ".join(refusals))
    if poison:
        # Only after success: a batch that is retried would count it twice.
        logger.info("poison counted", **measure({Metric.RECORDS_PUT_ASIDE: len(poison)}))


def _read(records: Sequence[Mapping[str, Any]]) -> tuple[list[Publication], list[PoisonRecord]]:
    publications, poison = list[Publication](), list[PoisonRecord]()
    for record in records:
        try:
            publication = read_record(record)
        except UnreadableError as error:
            logger.error("poison found", reason=str(error), event_id=record.get("eventID"))
            poison.append(PoisonRecord(record, str(error)))
        else:
            publications += [publication] if publication else []
    return publications, poison


def _attempt[Entry](
    publish: Callable[[list[Entry]], None], entries: list[Entry], event: str, fields: Callable[[Entry], dict[str, Any]]
) -> list[str]:
    """The reason, if it failed. Each published entry is a log line, so that the logs show each order's way."""
    try:
        publish(entries)
    except PublishError as error:
        logger.error("publish failed", reason=str(error), entries=[fields(entry) for entry in entries])
        return [str(error)]
    for entry in entries:
        logger.info(event, **fields(entry))
    return []


def _order_fields(order: OrderReceived) -> dict[str, Any]:
    return {"order_id": order.key.order_id, "correlation_id": order.correlation_id}


def _change_fields(change: StatusChange) -> dict[str, Any]:
    order = change.order
    return {"order_id": order.key.order_id, "correlation_id": order.correlation_id, "status": order.status}


def _poison_fields(poison: PoisonRecord) -> dict[str, Any]:
    return {"event_id": poison.record.get("eventID"), "reason": poison.reason}
