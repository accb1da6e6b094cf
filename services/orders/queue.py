"""The SQS queue of orders that wait for a decision."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from orders.batches import deliver
from orders.messages import write_key
from orders.order import OrderKey

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient


class OrderQueue:
    """Sends the keys of orders."""

    def __init__(self, client: "SQSClient", url: str) -> None:
        """The client brings timeouts and retries."""
        self._client = client
        self._url = url

    def send(self, keys: Iterable[OrderKey]) -> None:
        """One message a key; NotTaken if the queue refused any."""
        deliver((write_key(key) for key in keys), _size, self._send_batch)

    def _send_batch(self, bodies: list[str]) -> list[str]:
        answer = self._client.send_message_batch(
            QueueUrl=self._url,
            Entries=[{"Id": str(index), "MessageBody": body} for index, body in enumerate(bodies)],
        )
        return [failure["Code"] for failure in answer.get("Failed", [])]


def _size(body: str) -> int:
    return len(body.encode())
