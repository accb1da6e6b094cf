"""Moves messages from the dead-letter queue back to the orders queue.

Never fewer copies than one: a message is deleted only after the orders queue has acknowledged its copy. Stopped in
between, some may come twice, which the processor is made for.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from cafe.operate.recovery.queues import arn, waiting
from cafe.operate.recovery.rate_limiter import RateLimiter
from cafe.platform import Platform
from orders.adapters.batches import MOST_ENTRIES, in_batches

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_sqs.type_defs import ListMessageMoveTasksResultEntryTypeDef, MessageTypeDef

HIDDEN_SECONDS = 30
SECONDS_TO_RECEIVE = 1
SECONDS_BETWEEN_LOOKS = 1.0
UNKNOWN_ACTION = frozenset({"InvalidAction", "NotImplemented", "UnknownOperationException", "UnsupportedAction"})
UNDER_WAY = frozenset({"RUNNING", "CANCELLING"})

type Report = Callable[[str], None]
type Tasks = Sequence["ListMessageMoveTasksResultEntryTypeDef"]


@dataclass(frozen=True)
class Redriven:
    """How many messages were moved, and why others were not."""

    moved: int
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class Redrive:
    """One run; `rate` is in messages a second, None as fast as it goes."""

    sqs: "SQSClient"
    platform: Platform
    report: Report
    rate: int | None = None
    sleep: Callable[[float], None] = time.sleep

    def run(self, most: int | None = None) -> Redriven:
        """Move all, or at most so many. SQS moves all by itself; where it can't, this command does."""
        tasks = self._tasks() if most is None else None
        return self._move_messages(most) if tasks is None else self._follow_move_task(tasks)

    def _tasks(self) -> Tasks | None:
        """The move tasks of the dead-letter queue, newest first; None where SQS has no move tasks."""
        try:
            return self.sqs.list_message_move_tasks(SourceArn=arn(self.sqs, self.platform.dlq_url))["Results"]
        except ClientError as error:
            if error.response["Error"]["Code"] in UNKNOWN_ACTION:
                return None
            raise

    def _follow_move_task(self, before: Tasks) -> Redriven:
        """Follow the task that is under way, or start one. Interrupted, it is cancelled."""
        running = [task["TaskHandle"] for task in before if task.get("Status") == "RUNNING"]
        handle = running[0] if running else self._start_task()
        ended = {task.get("StartedTimestamp") for task in before if task.get("Status") not in UNDER_WAY}
        try:
            return self._follow(ended)
        except KeyboardInterrupt:
            self.sqs.cancel_message_move_task(TaskHandle=handle)
            raise

    def _start_task(self) -> str:
        limit = {"MaxNumberOfMessagesPerSecond": self.rate} if self.rate else {}
        return self.sqs.start_message_move_task(
            SourceArn=arn(self.sqs, self.platform.dlq_url),
            DestinationArn=arn(self.sqs, self.platform.queue_url),
            **limit,
        )["TaskHandle"]

    def _follow(self, ended: set[int | None]) -> Redriven:
        while True:
            newest = next((task for task in self._tasks() or () if task.get("StartedTimestamp") not in ended), None)
            moved = newest.get("ApproximateNumberOfMessagesMoved", 0) if newest else 0
            if newest:
                self.report(f"moved {moved} of {newest.get('ApproximateNumberOfMessagesToMove', '?')}")
            if newest and newest.get("Status") not in UNDER_WAY:
                return Redriven(moved, _problems_of(newest))
            self.sleep(SECONDS_BETWEEN_LOOKS)

    def _move_messages(self, most: int | None) -> Redriven:
        """It ends with as many as there were, or it would chase those that fail again."""
        present = waiting(self.sqs, self.platform.dlq_url)
        total = present if most is None else min(most, present)
        limiter = RateLimiter(self.rate, sleep=self.sleep)
        moved, problems = 0, list[str]()
        while moved < total and not problems:
            count = min(limiter.batch_size(MOST_ENTRIES), total - moved)
            limiter.acquire(count)
            done, failures = self._move_some(count, total - moved)
            moved += done
            problems += failures
            self.report(f"moved {moved} of {total}")
        return Redriven(moved, tuple(sorted(set(problems))))

    def _move_some(self, count: int, left: int) -> tuple[int, list[str]]:
        """Move at most `count` messages. How many were moved, and why others of those that are `left` were not."""
        messages = self._receive(count)
        if not messages:
            return 0, [f"{left} hidden by another run, for {HIDDEN_SECONDS} s at most"]
        results = [self._move(batch) for batch in in_batches(messages, _size)]
        return sum(moved for moved, _ in results), [problem for _, problems in results for problem in problems]

    def _receive(self, count: int) -> list["MessageTypeDef"]:
        return self.sqs.receive_message(
            QueueUrl=self.platform.dlq_url,
            MaxNumberOfMessages=count,
            VisibilityTimeout=HIDDEN_SECONDS,
            WaitTimeSeconds=SECONDS_TO_RECEIVE,
            MessageAttributeNames=["All"],
        ).get("Messages", [])

    def _move(self, messages: Sequence["MessageTypeDef"]) -> tuple[int, list[str]]:
        """Send, then delete what was taken. How many were moved, and the codes of what failed."""
        sent = self.sqs.send_message_batch(
            QueueUrl=self.platform.queue_url,
            Entries=[
                {
                    "Id": str(index),
                    "MessageBody": message["Body"],
                    "MessageAttributes": message.get("MessageAttributes", {}),
                }
                for index, message in enumerate(messages)
            ],
        )
        taken = [messages[int(entry["Id"])] for entry in sent.get("Successful", [])]
        problems = [failure["Code"] for failure in sent.get("Failed", [])]
        deleted, refusals = self._delete(taken) if taken else (0, [])
        return deleted, problems + refusals

    def _delete(self, messages: Sequence["MessageTypeDef"]) -> tuple[int, list[str]]:
        answer = self.sqs.delete_message_batch(
            QueueUrl=self.platform.dlq_url,
            Entries=[
                {"Id": str(index), "ReceiptHandle": message["ReceiptHandle"]} for index, message in enumerate(messages)
            ],
        )
        return len(answer.get("Successful", [])), [failure["Code"] for failure in answer.get("Failed", [])]


def _size(message: "MessageTypeDef") -> int:
    return len(message["Body"].encode())


def _problems_of(task: "ListMessageMoveTasksResultEntryTypeDef") -> tuple[str, ...]:
    status = task.get("Status", "")
    return () if status == "COMPLETED" else (task.get("FailureReason") or status.lower(),)
