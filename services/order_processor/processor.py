"""Decides the orders of a batch, one message at a time; a bad message does not affect the others."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

from orders.adapters.message_attributes import read_attribute
from orders.adapters.message_format import read_key
from orders.domain import timestamps
from orders.domain.errors import OrderError, UnreadableError
from orders.domain.order import Order, OrderKey, Status
from orders.domain.store import Changed, OrderStore
from orders.domain.use_cases import process
from orders.runtime.clients import LONGEST_CALL_SECONDS
from orders.runtime.logger import logger
from orders.runtime.metrics import Metric, measure

CALLS_FOR_ONE_MESSAGE: Final = 2
TIME_FOR_ONE_MESSAGE: Final = int(CALLS_FOR_ONE_MESSAGE * LONGEST_CALL_SECONDS * 1000)
"""Milliseconds that must be left to start a message, so that Lambda never stops one halfway."""

DECISIONS: Final = {Status.CONFIRMED: Metric.ORDERS_CONFIRMED, Status.REJECTED: Metric.ORDERS_REJECTED}

type RemainingTime = Callable[[], int]


def process_batch(records: Sequence[Mapping[str, Any]], store: OrderStore, remaining_time: RemainingTime) -> list[str]:
    """The ids of the messages that failed: SQS delivers them again, or moves them to the dead-letter queue."""
    return [record["messageId"] for record in records if not _handle_record(record, store, remaining_time)]


def _handle_record(record: Mapping[str, Any], store: OrderStore, remaining_time: RemainingTime) -> bool:
    with logger.append_context_keys(message_id=record["messageId"], correlation_id=read_attribute(record)):
        if remaining_time() < TIME_FOR_ONE_MESSAGE:
            logger.warning("message deferred", reason="too little time left")
            return False
        return _decide_message(record["body"], store)


def _decide_message(body: str, store: OrderStore) -> bool:
    try:
        key = read_key(body)
    except UnreadableError as error:
        logger.error("message failed", reason=f"{type(error).__name__}: {error}")
        return False
    with logger.append_context_keys(order_id=key.order_id):
        return _decide_order(key, store)


def _decide_order(key: OrderKey, store: OrderStore) -> bool:
    try:
        decided = process(store, key, timestamps.now())
    except OrderError as error:
        logger.error("message failed", reason=f"{type(error).__name__}: {error}")
        return False
    except Exception:  # noqa: BLE001  # a bad message does not affect the others
        logger.exception("message failed unexpectedly")
        return False
    _log_decision(decided)
    return True


def _log_decision(decided: Changed) -> None:
    """Counts a decision once: a message that is delivered again finds the order decided."""
    order = decided.order
    if decided.applied:
        logger.info("order decided", status=order.status, **_measured(order))
    else:
        logger.info("order already decided", status=order.status)


def _measured(order: Order) -> dict[str, Any]:
    age = order.updated_at - order.created_at
    return measure({DECISIONS[order.status]: 1, Metric.DECISION_AGE: age // timedelta(milliseconds=1)})
