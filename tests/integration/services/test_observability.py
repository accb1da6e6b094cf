"""What a person who operates the café sees of an order: one id in every line, each step counted once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest

from orders.runtime.metrics import DIMENSIONS, NAMESPACE, Metric
from tests.support.services.examples import order
from tests.support.services.gateway import PARTY, Client
from tests.support.services.joined_functions import JoinedFunctions
from tests.support.services.log_capture import Log
from tests.support.services.mocked_aws import ENVIRONMENT, Aws, Context
from tests.support.services.stream_records import insert

OWN = {"X-Correlation-Id": ["0af7651916cd43dd8448eb211c80319c"]}
CANCEL = {"X-Correlation-Id": ["b7ad6b7169203331"]}
UNITS = {"Count", "Milliseconds"}


@dataclass(frozen=True)
class Count:
    """One value of one metric, as CloudWatch reads it out of a line."""

    name: str
    value: int
    dimensions: dict[str, str]


def read_metrics(lines: Sequence[dict[str, Any]]) -> list[Count]:
    """As "Specification: Embedded metric format" says; what breaks a rule of it fails here."""
    counts: list[Count] = []
    for line in lines:
        if "_aws" not in line:
            continue
        assert set(line["_aws"]) == {"Timestamp", "CloudWatchMetrics"}
        assert isinstance(line["_aws"]["Timestamp"], int)
        for directive in line["_aws"]["CloudWatchMetrics"]:
            assert directive["Namespace"] == NAMESPACE
            (dimensions,) = directive["Dimensions"]
            assert len(dimensions) <= 30
            for metric in directive["Metrics"]:
                assert metric["Unit"] in UNITS
                assert isinstance(line[metric["Name"]], int)
                counts.append(Count(metric["Name"], line[metric["Name"]], {name: line[name] for name in dimensions}))
    return counts


def counted(log: Log, *names: Metric) -> list[int]:
    """How much of each metric there is altogether."""
    counts = read_metrics(log.lines())
    return [sum(count.value for count in counts if count.name == name) for name in names]


def test_one_id_goes_from_the_request_through_every_line_to_the_notification(
    api: Client, platform: JoinedFunctions, aws: Aws, log: Log
) -> None:
    reply = api.place(headers=OWN)

    platform.run()

    (wanted,) = OWN["X-Correlation-Id"]
    (notification,) = aws.bodies(aws.inbox_url)
    assert reply.headers["X-Correlation-Id"] == wanted
    assert notification["MessageAttributes"]["correlation_id"]["Value"] == wanted
    assert [(line["message"], line["correlation_id"]) for line in log.lines()] == [
        ("order accepted", wanted),
        ("order queued", wanted),
        ("order decided", wanted),
        ("order announced", wanted),
    ]
    assert {line["order_id"] for line in log.lines()} == {reply.document["order_id"]}


def test_a_cancellation_is_announced_under_the_id_of_the_request_that_cancelled(
    api: Client, platform: JoinedFunctions, aws: Aws
) -> None:
    order_id = api.place(headers=OWN).document["order_id"]
    api.send("POST /api/orders/{order_id}/cancel", pathParameters={"order_id": order_id}, multiValueHeaders=CANCEL)

    platform.run()

    (notification,) = aws.bodies(aws.inbox_url)
    assert [notification["MessageAttributes"]["correlation_id"]["Value"]] == CANCEL["X-Correlation-Id"]


def test_a_message_that_fails_names_the_request_it_comes_from(platform: JoinedFunctions, log: Log) -> None:
    attribute = {"correlation_id": {"stringValue": "0af7651916cd43dd", "dataType": "String"}}

    platform.processor.handle({"Records": [{"messageId": "1", "body": "{", "messageAttributes": attribute}]}, Context())

    (line,) = log.lines()
    assert (line["message"], line["correlation_id"]) == ("message failed", "0af7651916cd43dd")


def test_a_queue_that_refuses_is_told_with_the_orders_it_refused(platform: JoinedFunctions, aws: Aws, log: Log) -> None:
    aws.sqs.delete_queue(QueueUrl=aws.queue_url)

    with pytest.raises(Exception, match="1 refused"):
        platform.relay.handle({"Records": [insert(order())]}, Context())

    refused = next(line for line in log.lines() if line["message"] == "publish failed")
    assert [entry["order_id"] for entry in refused["entries"]] == [order().key.order_id]


def test_an_order_is_counted_once_as_placed_and_once_as_confirmed(
    api: Client, platform: JoinedFunctions, log: Log
) -> None:
    api.place()

    platform.run()

    assert counted(log, Metric.ORDERS_PLACED, Metric.ORDERS_CONFIRMED, Metric.ORDERS_REJECTED) == [1, 1, 0]


def test_a_rejected_order_is_counted_as_rejected(api: Client, platform: JoinedFunctions, log: Log) -> None:
    api.place(PARTY)

    platform.run()

    assert counted(log, Metric.ORDERS_CONFIRMED, Metric.ORDERS_REJECTED) == [0, 1]


def test_a_decision_is_counted_with_the_age_of_the_order(api: Client, platform: JoinedFunctions, log: Log) -> None:
    placed = api.place().document
    platform.run()

    history = api.read(placed["order_id"]).document["history"]
    (age,) = counted(log, Metric.DECISION_AGE)
    received, decided = (datetime.fromisoformat(entry["at"]) for entry in history)
    assert timedelta(milliseconds=age) == decided - received


def test_the_same_request_again_is_a_replay_and_no_order(api: Client, log: Log) -> None:
    for _ in range(3):
        api.place()

    assert counted(log, Metric.ORDERS_PLACED, Metric.ORDERS_REPLAYED) == [1, 2]


def test_a_cancellation_that_is_repeated_is_counted_once(api: Client, log: Log) -> None:
    order_id = api.place().document["order_id"]
    for _ in range(3):
        api.cancel(order_id)

    assert counted(log, Metric.ORDERS_CANCELLED) == [1]


def test_a_message_that_comes_ten_times_is_counted_once(
    api: Client, platform: JoinedFunctions, aws: Aws, log: Log
) -> None:
    api.place()
    platform.turn_stream()
    records = aws.records(aws.queue_url)

    for _ in range(10):
        platform.processor.handle({"Records": records}, Context())

    assert counted(log, Metric.ORDERS_CONFIRMED) == [1]
    assert len([count for count in read_metrics(log.lines()) if count.name == Metric.DECISION_AGE]) == 1


def test_a_poison_record_is_counted_when_its_batch_is_done_with(platform: JoinedFunctions, aws: Aws, log: Log) -> None:
    records = [{"eventName": "INSERT", "dynamodb": {"NewImage": {}}}, insert(order())]
    aws.sqs.set_queue_attributes(QueueUrl=aws.queue_url, Attributes={"VisibilityTimeout": "30"})
    with pytest.MonkeyPatch.context() as outage:
        outage.setattr(platform.relay.queue, "_url", aws.queue_url + "-gone")
        with pytest.raises(Exception, match="1 refused"):
            platform.relay.handle({"Records": records}, Context())
    assert counted(log, Metric.RECORDS_PUT_ASIDE) == [0]

    platform.relay.handle({"Records": records}, Context())

    assert counted(log, Metric.RECORDS_PUT_ASIDE) == [1]


def test_every_metric_says_which_environment_it_is_of(api: Client, platform: JoinedFunctions, log: Log) -> None:
    api.place()
    platform.run()

    dimensions = [count.dimensions for count in read_metrics(log.lines())]
    assert {tuple(each) for each in dimensions} == {DIMENSIONS}
    assert {each["environment"] for each in dimensions} == {ENVIRONMENT}
