"""The texts that are sent: the queue's message, the topic's event, the e-mail."""

import json
from typing import Final

from orders.domain import timestamps
from orders.domain.errors import UnreadableError
from orders.domain.events import StatusChange
from orders.domain.identifiers import event_id
from orders.domain.order import Order, OrderKey, Status

OUTCOMES: Final = {
    Status.CONFIRMED: "is confirmed. The bar is making it now.",
    Status.REJECTED: "could not be taken: it is {reason}.",
    Status.CANCELLED: "was cancelled.",
}
SHORT_NUMBER_LENGTH: Final = 6


def write_key(key: OrderKey) -> str:
    """The queue's message: the key of an order that waits for its decision."""
    return json.dumps({"customer_id": key.customer_id, "order_id": key.order_id})


def read_key(body: str) -> OrderKey:
    """The reverse of `write_key`; UnreadableError for anything else."""
    try:
        document = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise UnreadableError("the message is not JSON") from error
    match document:
        case {"customer_id": str(customer_id), "order_id": str(order_id), **rest} if not rest:
            return OrderKey(customer_id, order_id)
    raise UnreadableError("the message is not the key of an order")


def write_notification(change: StatusChange) -> str:
    """One text for each kind of subscriber ("SNS: publishing with MessageStructure json")."""
    return json.dumps({"default": write_event(change), "email": write_e_mail(change.order)})


def write_event(change: StatusChange) -> str:
    """The event as JSON, for programs."""
    order = change.order
    event = {
        "event_id": event_id(order),
        "order_id": order.key.order_id,
        "customer_id": order.key.customer_id,
        "status": order.status,
        "previous_status": change.previous_status,
        "total": order.total.minor_units,
        "currency": order.total.currency,
        "at": timestamps.write(order.updated_at),
    }
    return json.dumps(event)


def write_e_mail(order: Order) -> str:
    """The event for people; it doesn't contain the customer's identity."""
    outcome = OUTCOMES[order.status].format(reason=order.rejection_reason)
    drinks = "\n".join(f"  {line.quantity} x {line.name}" for line in order.lines)
    return f"Order {_short_number(order)} {outcome}\n\n{drinks}\n  Total {order.total}\n"


def write_e_mail_subject(order: Order) -> str:
    """The subject of the e-mail."""
    return f"Order {_short_number(order)}: {order.status.value.lower()}"


def _short_number(order: Order) -> str:
    return order.key.order_id[:SHORT_NUMBER_LENGTH].upper()
