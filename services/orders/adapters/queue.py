"""The SQS queue of orders that wait for their decision."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from orders.adapters.batches import deliver
from orders.adapters.message_attributes import size_of_attribute, write_attribute
from orders.adapters.message_format import write_key
from orders.domain.events import OrderReceived

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_sqs.type_defs import SendMessageBatchRequestEntryTypeDef


class OrderQueue:
    """Sends the keys of orders."""

    def __init__(self, client: "SQSClient", url: str) -> None:
        """The client has timeouts and retries."""
        self._client = client
        self._url = url

    def send(self, orders: Iterable[OrderReceived]) -> None:
        """One message for each order; PublishError if the queue refused any."""
        deliver(orders, _size, self._send_batch)

    def _send_batch(self, orders: list[OrderReceived]) -> list[str]:
        answer = self._client.send_message_batch(
            QueueUrl=self._url,
            Entries=[_entry(str(index), order) for index, order in enumerate(orders)],
        )
        return [failure["Code"] for failure in answer.get("Failed", [])]


def _entry(entry_id: str, order: OrderReceived) -> "SendMessageBatchRequestEntryTypeDef":
    return {
        "Id": entry_id,
        "MessageBody": write_key(order.key),
        "MessageAttributes": write_attribute(order.correlation_id),
    }


def _size(order: OrderReceived) -> int:
    """Attributes count as well ("Amazon SQS message quotas")."""
    return len(write_key(order.key).encode()) + size_of_attribute(order.correlation_id)
