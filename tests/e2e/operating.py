"""What an operator does and meets: commands that are typed, queues that fill, a processor that is off."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from cafe.aws import LocalAws
from cafe.platform import Platform

CAFE = str(Path(sys.executable).with_name("cafe"))
SECONDS_TO_WAIT = 60
POLL_SECONDS = 0.1
MOST_RECEIVES = 5  # modules/order_store: max_receive_count


def start(*words: str) -> subprocess.Popen[str]:
    return subprocess.Popen([CAFE, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def type_(*words: str) -> tuple[int, Any]:
    """The exit code of a command and what it printed as JSON."""
    done = subprocess.run([CAFE, *words, "--json"], capture_output=True, text=True, timeout=120, check=False)
    return done.returncode, json.loads(done.stdout)


def wait_for[Found](look: Callable[[], Found], what: str) -> Found:
    """What `look` finds, as soon as that is something."""
    deadline = time.monotonic() + SECONDS_TO_WAIT
    while not (found := look()):
        assert time.monotonic() < deadline, f"no {what} within {SECONDS_TO_WAIT} s"
        time.sleep(POLL_SECONDS)
    return found


@contextmanager
def processor_off(aws: LocalAws, platform: Platform) -> Iterator[None]:
    """Orders are accepted and queued while nobody decides them."""
    queue_name = platform.queue_url.rpartition("/")[2]
    mappings = aws.functions.list_event_source_mappings()["EventSourceMappings"]
    (mapping,) = [each["UUID"] for each in mappings if each["EventSourceArn"].endswith(f":{queue_name}")]
    aws.functions.update_event_source_mapping(UUID=mapping, Enabled=False)
    try:
        yield
    finally:
        aws.functions.update_event_source_mapping(UUID=mapping, Enabled=True)


def take(aws: LocalAws, url: str, wanted: Callable[[str], bool]) -> str:
    """Take the first message that is wanted out of a queue, by its body."""

    def look() -> str:
        for message in aws.sqs.receive_message(
            QueueUrl=url, MaxNumberOfMessages=10, VisibilityTimeout=1, WaitTimeSeconds=1
        ).get("Messages", []):
            if wanted(message["Body"]):
                aws.sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
                return message["Body"]
        return ""

    return wait_for(look, "such message")


def dead_letter(aws: LocalAws, platform: Platform, count: int) -> None:
    """Receive what is in the orders queue as often as it may be, until so many are dead letters."""

    def look() -> bool:
        aws.sqs.receive_message(
            QueueUrl=platform.queue_url, MaxNumberOfMessages=10, VisibilityTimeout=0, WaitTimeSeconds=0
        )
        return depth(aws, platform.dlq_url) >= count

    wait_for(look, f"{count} dead letters")


def depth(aws: LocalAws, url: str) -> int:
    """How many messages a queue has, in flight or not."""
    attributes = aws.sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
    return int(attributes["ApproximateNumberOfMessages"]) + int(attributes["ApproximateNumberOfMessagesNotVisible"])
