"""Publishes a batch of the table's stream: at least once, never silently less."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol

from order_relay.failure_queue import PoisonRecord
from order_relay.stream import Publication, read_record
from orders.domain.errors import NotTaken, Unreadable
from orders.domain.events import OrderReceived, StatusChange
from orders.runtime.logger import logger
from orders.runtime.metrics import Metric, measure


class Queue(Protocol):
    """Takes new orders."""

    def send(self, orders: Iterable[OrderReceived]) -> None:
        """NotTaken if any was refused."""
        ...


class Topic(Protocol):
    """Takes changes of status."""

    def publish(self, changes: Iterable[StatusChange]) -> None:
        """NotTaken if any was refused."""
        ...


class Failures(Protocol):
    """Takes the records that nobody will ever be able to read."""

    def put(self, poison: Iterable[PoisonRecord]) -> None:
        """NotTaken if any was refused."""
        ...


class BatchNotRelayed(Exception):  # noqa: N818  # says what happened
    """Some of the batch was not published: the whole of it has to come again."""


def relay(records: Sequence[Mapping[str, Any]], queue: Queue, topic: Topic, failures: Failures) -> None:
    """Publishes all it can of the batch; then BatchNotRelayed if there is something it couldn't.

    A poison record is put aside at once: tried again it would hold up every order behind it.
    """
    publications, poison = _read(records)
    orders = [publication for publication in publications if isinstance(publication, OrderReceived)]
    changes = [publication for publication in publications if isinstance(publication, StatusChange)]
    refusals = [
        *_attempt(queue.send, orders, "order queued", _story_of_order),
        *_attempt(topic.publish, changes, "order announced", _story_of_change),
        *_attempt(failures.put, poison, "poison put aside", _story_of_poison),
    ]
    if refusals:
        raise BatchNotRelayed("; ".join(refusals))
    if poison:
        # Only now: a batch that comes again would count it twice.
        logger.info("poison counted", **measure({Metric.RECORDS_PUT_ASIDE: len(poison)}))


def _read(records: Sequence[Mapping[str, Any]]) -> tuple[list[Publication], list[PoisonRecord]]:
    publications, poison = list[Publication](), list[PoisonRecord]()
    for record in records:
        try:
            publication = read_record(record)
        except Unreadable as error:
            logger.error("poison record", reason=str(error), event_id=record.get("eventID"))
            poison.append(PoisonRecord(record, str(error)))
        else:
            publications += [publication] if publication else []
    return publications, poison


def _attempt[Thing](
    publish: Callable[[list[Thing]], None], things: list[Thing], done: str, story: Callable[[Thing], dict[str, Any]]
) -> list[str]:
    """Whether it was done is said of each thing, for whoever follows an order through the logs."""
    try:
        publish(things)
    except NotTaken as error:
        logger.error("not taken", reason=str(error), things=[story(thing) for thing in things])
        return [str(error)]
    for thing in things:
        logger.info(done, **story(thing))
    return []


def _story_of_order(order: OrderReceived) -> dict[str, Any]:
    return {"order_id": order.key.order_id, "correlation_id": order.correlation_id}


def _story_of_change(change: StatusChange) -> dict[str, Any]:
    order = change.order
    return {"order_id": order.key.order_id, "correlation_id": order.correlation_id, "status": order.status}


def _story_of_poison(poison: PoisonRecord) -> dict[str, Any]:
    return {"event_id": poison.record.get("eventID"), "reason": poison.reason}
