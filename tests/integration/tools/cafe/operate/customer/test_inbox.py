"""The notifications that the platform has sent."""

import json

import pytest

from cafe.aws import LocalAws
from cafe.operate.customer import inbox
from cafe.operate.customer.inbox import Notification, read_inbox
from orders.adapters.message_attributes import write_attribute


@pytest.fixture
def inbox_url(aws: LocalAws) -> str:
    return aws.sqs.create_queue(QueueName="inbox")["QueueUrl"]


def send(aws: LocalAws, inbox_url: str, number: int, *, in_an_envelope: bool = False) -> Notification:
    sent = Notification(f"event-{number}", f"order-{number}", "CONFIRMED", f"2026-01-01T00:00:{number:02}Z")
    event = json.dumps(sent.__dict__ | {"total": 300})
    aws.sqs.send_message(QueueUrl=inbox_url, MessageBody=json.dumps({"Message": event}) if in_an_envelope else event)
    return sent


def test_notifications_are_reported_oldest_first_however_they_arrive(aws: LocalAws, inbox_url: str) -> None:
    sent = [send(aws, inbox_url, number) for number in (2, 1, 3)]

    assert read_inbox(aws, inbox_url) == [sent[1], sent[0], sent[2]]


def test_a_notification_in_the_topics_envelope_is_read_as_well(aws: LocalAws, inbox_url: str) -> None:
    sent = send(aws, inbox_url, 1, in_an_envelope=True)

    assert read_inbox(aws, inbox_url) == [sent]


def test_more_notifications_than_one_request_takes_are_all_told(aws: LocalAws, inbox_url: str) -> None:
    sent = [send(aws, inbox_url, number) for number in range(25)]

    assert read_inbox(aws, inbox_url) == sent


def test_an_empty_inbox_has_no_notifications(aws: LocalAws, inbox_url: str) -> None:
    assert read_inbox(aws, inbox_url) == []


def test_nobody_waits_for_what_may_still_come(aws: LocalAws, inbox_url: str) -> None:
    waits: list[int | None] = []
    aws.sqs.meta.events.register(
        "provide-client-params.sqs.ReceiveMessage", lambda params, **_: waits.append(params.get("WaitTimeSeconds"))
    )
    send(aws, inbox_url, 1)

    read_inbox(aws, inbox_url)

    assert waits == [0, 0], "Else the queue's own wait holds, which is long"


def test_whoever_looks_again_sees_the_same(aws: LocalAws, inbox_url: str) -> None:
    sent = [send(aws, inbox_url, number) for number in range(12)]

    assert read_inbox(aws, inbox_url) == sent
    assert read_inbox(aws, inbox_url) == sent


def test_reading_ends_even_when_messages_come_again_at_once(
    aws: LocalAws, inbox_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox, "HIDDEN_SECONDS", 0)
    sent = send(aws, inbox_url, 1)

    assert read_inbox(aws, inbox_url) == [sent]


def test_a_notification_is_reported_with_the_request_that_caused_it(aws: LocalAws, inbox_url: str) -> None:
    event = json.dumps({"event_id": "e", "order_id": "o", "status": "CONFIRMED", "at": "2026-01-01T00:00:00Z"})
    aws.sqs.send_message(QueueUrl=inbox_url, MessageBody=event, MessageAttributes=write_attribute("request-1"))

    (notification,) = read_inbox(aws, inbox_url)
    assert notification.correlation_id == "request-1"
