"""Publishes a batch of the table's stream: at least once, never silently less."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol

from order_relay.poison import PoisonRecord
from order_relay.stream import Publication, read_record
from orders.errors import NotTaken, Unreadable
from orders.log import logger
from orders.messages import StatusChange
from orders.order import OrderKey


class Queue(Protocol):
    """Takes the keys of new orders."""

    def send(self, keys: Iterable[OrderKey]) -> None:
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
    keys = [publication for publication in publications if isinstance(publication, OrderKey)]
    changes = [publication for publication in publications if isinstance(publication, StatusChange)]
    refusals = _attempt(queue.send, keys) + _attempt(topic.publish, changes) + _attempt(failures.put, poison)
    if refusals:
        raise BatchNotRelayed("; ".join(refusals))
    logger.info("relayed", queued=len(keys), published=len(changes), put_aside=len(poison))


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


def _attempt[Thing](publish: Callable[[list[Thing]], None], things: list[Thing]) -> list[str]:
    try:
        publish(things)
    except NotTaken as error:
        logger.error("not taken", reason=str(error))
        return [str(error)]
    return []
