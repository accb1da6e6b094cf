"""What waits in the queues."""

from datetime import UTC, datetime, timedelta

import pytest

from cafe.operate.recovery.queues import QueueState, queue_states
from tests.support.tools.cloud import Cloud


def test_empty_queues_have_no_age(cloud: Cloud) -> None:
    states = queue_states(cloud.platform, cloud.sqs, cloud.cloudwatch)

    assert states == tuple(QueueState(name, 0, 0, 0, None) for name in ("orders", "dead letters", "relay failures"))


def test_each_queue_says_what_waits_what_is_in_flight_and_what_is_delayed(cloud: Cloud) -> None:
    cloud.send(cloud.platform.queue_url, "1", "2", "3")
    cloud.sqs.receive_message(QueueUrl=cloud.platform.queue_url)
    cloud.sqs.send_message(QueueUrl=cloud.platform.queue_url, MessageBody="4", DelaySeconds=60)

    orders, *_ = queue_states(cloud.platform, cloud.sqs, cloud.cloudwatch)

    assert (orders.depth, orders.in_flight, orders.delayed) == (2, 1, 1)


def test_the_age_of_dead_letters_is_that_of_the_oldest(cloud: Cloud, monkeypatch: pytest.MonkeyPatch) -> None:
    cloud.send(cloud.platform.dlq_url, "1", "2")
    in_a_minute = datetime.now(UTC).timestamp() + 60
    monkeypatch.setattr("time.time", lambda: in_a_minute)

    _, dead_letters, _ = queue_states(cloud.platform, cloud.sqs, cloud.cloudwatch)

    assert dead_letters.oldest_age_seconds in (59, 60)
    assert cloud.bodies(cloud.platform.dlq_url) == ["1", "2"]


def test_looking_often_never_dead_letters_an_order(cloud: Cloud) -> None:
    cloud.send(cloud.platform.queue_url, "1")

    for _ in range(10):
        orders, dead_letters, _ = queue_states(cloud.platform, cloud.sqs, cloud.cloudwatch)

    assert (orders.depth, orders.oldest_age_seconds) == (1, None)
    assert dead_letters.depth == 0


def test_where_cloudwatch_measures_the_age_that_is_it(cloud: Cloud) -> None:
    cloud.send(cloud.platform.queue_url, "1")
    for minutes, age in ((3, 500.0), (1, 600.0)):
        cloud.cloudwatch.put_metric_data(
            Namespace="AWS/SQS",
            MetricData=[
                {
                    "MetricName": "ApproximateAgeOfOldestMessage",
                    "Dimensions": [{"Name": "QueueName", "Value": "orders"}],
                    "Timestamp": datetime.now(UTC) - timedelta(minutes=minutes),
                    "Value": age,
                }
            ],
        )

    orders, *_ = queue_states(cloud.platform, cloud.sqs, cloud.cloudwatch)

    assert orders.oldest_age_seconds == 600


def test_dead_letters_that_all_are_in_flight_have_no_known_age(cloud: Cloud) -> None:
    cloud.send(cloud.platform.dlq_url, "1")
    cloud.sqs.receive_message(QueueUrl=cloud.platform.dlq_url)

    _, dead_letters, _ = queue_states(cloud.platform, cloud.sqs, cloud.cloudwatch)

    assert (dead_letters.in_flight, dead_letters.oldest_age_seconds) == (1, None)
