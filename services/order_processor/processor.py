"""Decides the orders of a batch, one message at a time; a bad message harms no other."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from orders import timestamps
from orders.clients import LONGEST_CALL_SECONDS
from orders.errors import OrderError
from orders.log import logger
from orders.messages import read_key
from orders.service import process
from orders.store import OrderStore

CALLS_FOR_ONE_MESSAGE: Final = 2
TIME_FOR_ONE_MESSAGE: Final = int(CALLS_FOR_ONE_MESSAGE * LONGEST_CALL_SECONDS * 1000)
"""Milliseconds that must be left to begin with a message: Lambda then never ends one half-way."""

type RemainingTime = Callable[[], int]


def process_batch(records: Sequence[Mapping[str, Any]], store: OrderStore, remaining_time: RemainingTime) -> list[str]:
    """The ids of the messages that are to come again, or end in the dead-letter queue."""
    return [record["messageId"] for record in records if not _succeeds(record, store, remaining_time)]


def _succeeds(record: Mapping[str, Any], store: OrderStore, remaining_time: RemainingTime) -> bool:
    with logger.append_context_keys(message_id=record["messageId"]):
        if remaining_time() < TIME_FOR_ONE_MESSAGE:
            logger.warning("no time left for the message")
            return False
        return _decides(record["body"], store)


def _decides(body: str, store: OrderStore) -> bool:
    try:
        order = process(store, read_key(body), timestamps.now())
    except OrderError as error:
        logger.error("message failed", reason=f"{type(error).__name__}: {error}")
        return False
    except Exception:  # noqa: BLE001  # one bad message must not harm the others
        logger.exception("message failed unexpectedly")
        return False
    logger.info("processed", order_id=order.key.order_id, status=order.status)
    return True
