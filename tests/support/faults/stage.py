"""The running platform as the fault runs handle it: its queue, its functions' processes, its start and stop."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import psutil

from cafe.aws import LocalAws
from cafe.local import emulator
from cafe.local.emulator import Emulator
from cafe.platform import Platform
from orders.domain.order import Order
from tests.support.e2e.operating import depth, orders_of
from tests.support.e2e.switches import mapping_of, messages_hidden_for
from tests.support.faults.promises import Notification, StoredOrder
from tests.support.subscription import queue_arn, subscribed_queue

if TYPE_CHECKING:
    from mypy_boto3_sqs.type_defs import MessageTypeDef

VISIBILITY_SECONDS: Final = 2
"""Of the queue while faults run, in place of 180.

A message whose processing failed comes again this much sooner, and while the first attempt may still be under way:
less time to wait for, and a harder test than the setting that is deployed.
"""


@dataclass(frozen=True)
class Stage:
    """One platform whose functions call a fault proxy; `aws` goes straight to it."""

    platform: Platform
    aws: LocalAws
    local_aws: Emulator
    events_url: str
    queue_mapping: str
    stream_mapping: str

    def hold(self, mapping: str) -> None:
        """From now on what comes waits in the mapping's queue or stream."""
        self.aws.functions.update_event_source_mapping(UUID=mapping, Enabled=False)

    def release(self, mapping: str) -> None:
        """What waits is delivered."""
        self.aws.functions.update_event_source_mapping(UUID=mapping, Enabled=True)

    def take_messages(self) -> list[str]:
        """Takes what waits in the queue; the order's ids, each as often as it was there."""
        sqs, taken = self.aws.sqs, list[str]()
        while messages := self._receive(self.platform.queue_url):
            taken += [json.loads(message["Body"])["order_id"] for message in messages]
            for message in messages:
                sqs.delete_message(QueueUrl=self.platform.queue_url, ReceiptHandle=message["ReceiptHandle"])
        return taken

    def send_messages(self, customer_id: str, order_ids: list[str]) -> None:
        """Sends orders' messages, in this order."""
        for order_id in order_ids:
            body = json.dumps({"customer_id": customer_id, "order_id": order_id})
            self.aws.sqs.send_message(QueueUrl=self.platform.queue_url, MessageBody=body)

    def is_queue_empty(self) -> bool:
        """Whether nothing waits and nothing is being processed."""
        return depth(self.aws, self.platform.queue_url) == 0

    def dead_letters(self) -> set[str]:
        """Ids of orders in the dead-letter queue; they stay there."""
        messages = self._receive(self.platform.dlq_url)
        return {json.loads(message["Body"])["order_id"] for message in messages}

    def orders_of(self, customer_id: str) -> list[StoredOrder]:
        """All orders that a customer has in the table, as of now."""
        return [_stored(order) for order in orders_of(self.aws, self.platform, customer_id)]

    def new_notifications(self) -> list[Notification]:
        """Takes the events that the runs' own subscription got."""
        sqs, taken = self.aws.sqs, list[Notification]()
        while messages := self._receive(self.events_url):
            for message in messages:
                event = json.loads(json.loads(message["Body"])["Message"])
                taken.append(Notification(event["event_id"], event["order_id"], event["status"]))
                sqs.delete_message(QueueUrl=self.events_url, ReceiptHandle=message["ReceiptHandle"])
        return taken

    def kill(self, function: str) -> int:
        """Kills the processes of a function, as a host that goes down does; how many."""
        alive = psutil.Process(self._process_id()).children(recursive=True)
        workers = [process for process in alive if _runs(process, function)]
        for worker in workers:
            with suppress(psutil.NoSuchProcess):
                worker.kill()
        return len(workers)

    def restart(self, meanwhile: Callable[[], None]) -> None:
        """Stops the local AWS and starts it with the state it saved."""
        emulator.stop(self.local_aws.space)
        try:
            meanwhile()
        finally:
            self.local_aws.start()

    def _process_id(self) -> int:
        record: dict[str, int] = json.loads((self.local_aws.space.local / "process.json").read_text())
        return record["pid"]

    def _receive(self, url: str) -> list["MessageTypeDef"]:
        answer = self.aws.sqs.receive_message(
            QueueUrl=url, MaxNumberOfMessages=10, WaitTimeSeconds=0, VisibilityTimeout=1
        )
        return answer.get("Messages", [])


@contextmanager
def stage(platform: Platform, local_aws: Emulator) -> Iterator[Stage]:
    """The platform with a short visibility timeout and a subscription of the runs' own; both are undone afterwards."""
    aws = LocalAws(platform.endpoint_url)
    with (
        subscribed_queue(aws, _events_topic(aws, platform), "fault-runs") as events_url,
        messages_hidden_for(aws, platform, VISIBILITY_SECONDS),
    ):
        set_up = Stage(platform, aws, local_aws, events_url, mapping_of(aws, "queue"), mapping_of(aws, "stream"))
        try:
            yield set_up
        finally:
            set_up.release(set_up.queue_mapping)


def _events_topic(aws: LocalAws, platform: Platform) -> str:
    inbox = queue_arn(aws, platform.inbox_url)
    subscriptions = aws.sns.list_subscriptions()["Subscriptions"]
    return next(known["TopicArn"] for known in subscriptions if known["Endpoint"] == inbox)


def _stored(order: Order) -> StoredOrder:
    history = tuple(entry.status.value for entry in order.history)
    return StoredOrder(order.key.order_id, order.status.value, order.version, history)


def _runs(process: psutil.Process, function: str) -> bool:
    with suppress(psutil.NoSuchProcess):
        return any(f"-{function}-" in argument for argument in process.cmdline())
    return False
