"""Dead letters come back, whatever happens to the command that brings them."""

import json
import secrets
from collections.abc import Iterator

import pytest

from cafe.aws import LocalAws
from cafe.platform import Platform
from cafe.waiting import wait_until
from tests.support.e2e.guest import Guest
from tests.support.e2e.operating import SECONDS_TO_WAIT, dead_letter, depth, start, take, type_
from tests.support.e2e.switches import processor_off

pytestmark = pytest.mark.local


@pytest.fixture(autouse=True)
def no_dead_letters(aws: LocalAws, platform: Platform) -> Iterator[None]:
    """A redrive takes all there is, so what others left is not to be taken for this test's."""
    assert depth(aws, platform.dlq_url) == 0
    yield
    assert depth(aws, platform.dlq_url) == 0


def test_a_poison_message_and_an_order_come_back_from_the_dead_letters(
    guest: Guest, aws: LocalAws, platform: Platform
) -> None:
    poison = f"not an order {secrets.token_hex(8)}"
    with processor_off(aws):
        order_id = guest.place_one()
        aws.sqs.send_message(QueueUrl=platform.queue_url, MessageBody=poison)
        dead_letter(aws, platform, 2)

        redriven = type_("redrive")
        assert take(aws, platform.queue_url, poison.__eq__) == poison

    assert redriven == (0, {"moved": 2, "problems": []})
    assert guest.wait_for_decision(order_id)["status"] == "CONFIRMED"


def test_a_redrive_that_is_killed_loses_nothing_and_the_next_ends_it(
    guest: Guest, aws: LocalAws, platform: Platform
) -> None:
    with processor_off(aws):
        placed = [guest.place_one() for _ in range(30)]
        wait_until(
            lambda: depth(aws, platform.queue_url) == 30,
            seconds=SECONDS_TO_WAIT,
            problem="not in time: 30 orders are queued",
        )
        dead_letter(aws, platform, 30)

        killed = start("redrive", "--rate", "4")
        wait_until(
            lambda: depth(aws, platform.dlq_url) <= 24,
            seconds=SECONDS_TO_WAIT,
            problem="not in time: the redrive is under way",
        )
        killed.kill()
        killed.communicate()
        left = depth(aws, platform.dlq_url)
        wait_until(
            lambda: type_("redrive")[0] == 0,
            seconds=SECONDS_TO_WAIT,
            problem="not in time: a redrive finds nothing hidden",
        )
        queued = _order_ids(aws, platform)

    assert 0 < left <= 24
    assert queued == set(placed)
    assert {guest.wait_for_decision(order_id)["status"] for order_id in placed} == {"CONFIRMED"}


def _order_ids(aws: LocalAws, platform: Platform) -> set[str]:
    """The orders of the queue, which keeps them; a message is received once at most."""
    found = set[str]()
    while messages := aws.sqs.receive_message(
        QueueUrl=platform.queue_url, MaxNumberOfMessages=10, VisibilityTimeout=5, WaitTimeSeconds=0
    ).get("Messages", []):
        found |= {json.loads(message["Body"])["order_id"] for message in messages}
    return found
