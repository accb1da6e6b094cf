"""The relay's failure queue as an operator's command reads it."""

from collections.abc import Iterator
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING, Self

from cafe.operate.recovery.queues import waiting
from orders.adapters.batches import MOST_ENTRIES

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_sqs.type_defs import MessageTypeDef

HIDDEN_SECONDS = 120
SECONDS_TO_RECEIVE = 1


class RelayFailures:
    """Hides messages while it is open; those that were not deleted are shown again when it is closed."""

    def __init__(self, sqs: "SQSClient", url: str) -> None:
        self._sqs = sqs
        self._url = url
        self._present = 0
        self._seen = set[str]()
        self._held: dict[str, MessageTypeDef] = {}

    def __enter__(self) -> Self:
        self._present = waiting(self._sqs, self._url)
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        for message in self._held.values():
            self._show(message)
        self._held.clear()

    def __iter__(self) -> Iterator["MessageTypeDef"]:
        """Each message once, until there are no more or only known ones."""
        while fresh := [message for message in self._receive() if message["MessageId"] not in self._seen]:
            names = {message["MessageId"]: message for message in fresh}
            self._seen |= names.keys()
            self._held |= names
            yield from fresh

    @property
    def hidden_count(self) -> int:
        """Messages that were there and did not come, once all that came have been read."""
        return max(0, self._present - len(self._seen))

    def delete(self, message: "MessageTypeDef") -> None:
        """Let a message go for good."""
        self._sqs.delete_message(QueueUrl=self._url, ReceiptHandle=message["ReceiptHandle"])
        del self._held[message["MessageId"]]

    def _receive(self) -> list["MessageTypeDef"]:
        return self._sqs.receive_message(
            QueueUrl=self._url,
            MaxNumberOfMessages=MOST_ENTRIES,
            VisibilityTimeout=HIDDEN_SECONDS,
            WaitTimeSeconds=SECONDS_TO_RECEIVE,
        ).get("Messages", [])

    def _show(self, message: "MessageTypeDef") -> None:
        with suppress(self._sqs.exceptions.MessageNotInflight, self._sqs.exceptions.ReceiptHandleIsInvalid):
            self._sqs.change_message_visibility(
                QueueUrl=self._url, ReceiptHandle=message["ReceiptHandle"], VisibilityTimeout=0
            )
