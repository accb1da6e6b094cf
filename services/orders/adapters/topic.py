"""The SNS topic of changes of status."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from orders.adapters.batches import deliver
from orders.adapters.message_attributes import size_of_attribute, write_attribute
from orders.adapters.message_format import write_e_mail_subject, write_notification
from orders.domain.events import StatusChange

if TYPE_CHECKING:
    from mypy_boto3_sns import SNSClient
    from mypy_boto3_sns.type_defs import PublishBatchRequestEntryTypeDef


class OrderEvents:
    """Publishes changes of status."""

    def __init__(self, client: "SNSClient", topic_arn: str) -> None:
        """The client has timeouts and retries."""
        self._client = client
        self._topic_arn = topic_arn

    def publish(self, changes: Iterable[StatusChange]) -> None:
        """One event for each change; PublishError if the topic refused any."""
        deliver(changes, _size, self._publish_batch)

    def _publish_batch(self, changes: list[StatusChange]) -> list[str]:
        answer = self._client.publish_batch(
            TopicArn=self._topic_arn,
            PublishBatchRequestEntries=[_entry(str(index), change) for index, change in enumerate(changes)],
        )
        return [failure["Code"] for failure in answer.get("Failed", [])]


def _entry(entry_id: str, change: StatusChange) -> "PublishBatchRequestEntryTypeDef":
    return {
        "Id": entry_id,
        "Subject": write_e_mail_subject(change.order),
        "Message": write_notification(change),
        "MessageStructure": "json",
        "MessageAttributes": {
            "status": {"DataType": "String", "StringValue": change.order.status.value},
            **write_attribute(change.order.correlation_id),
        },
    }


def _size(change: StatusChange) -> int:
    return len(write_notification(change).encode()) + size_of_attribute(change.order.correlation_id)
