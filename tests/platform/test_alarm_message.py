"""On the running platform, a metric over the line changes an alarm's state and sends its message.

The local AWS evaluates alarms on one metric, though without their dimensions; how every alarm is evaluated on AWS is
in test_alarm_states.
"""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from cafe.aws import LocalAws
from cafe.environments import LOCAL
from cafe.waiting import wait_until
from tests.support.subscription import subscribed_queue

SECONDS_TO_NOTIFY = 20
ALARM = f"{LOCAL.prefix}-orders-dlq-not-empty"


@pytest.fixture
def on_call(aws: LocalAws) -> Iterator[str]:
    """A queue in the place of a person's mailbox."""
    (topic,) = [each["TopicArn"] for each in aws.sns.list_topics()["Topics"] if each["TopicArn"].endswith("-alarms")]
    with subscribed_queue(aws, topic, "on-call") as url:
        yield url


def report(aws: LocalAws, dead_letters: int) -> None:
    aws.cloudwatch.put_metric_data(
        Namespace="AWS/SQS",
        MetricData=[
            {
                "MetricName": "ApproximateNumberOfMessagesVisible",
                "Dimensions": [{"Name": "QueueName", "Value": f"{LOCAL.prefix}-orders-dlq"}],
                "Value": dead_letters,
            }
        ],
    )


def state(aws: LocalAws) -> str:
    (alarm,) = aws.cloudwatch.describe_alarms(AlarmNames=[ALARM])["MetricAlarms"]
    return alarm["StateValue"]


def message_of(aws: LocalAws, url: str) -> dict[str, Any]:
    """The message that the alarm sends when it fires; it also sends one when it is OK again."""

    def fired() -> list[dict[str, Any]]:
        received = aws.sqs.receive_message(QueueUrl=url, WaitTimeSeconds=1).get("Messages", [])
        contents = [json.loads(json.loads(message["Body"])["Message"]) for message in received]
        return [each for each in contents if (each["AlarmName"], each["NewStateValue"]) == (ALARM, "ALARM")]

    return wait_until(fired, seconds=SECONDS_TO_NOTIFY, problem="the alarm sent no message")[0]


def test_an_alarm_on_a_dead_letter_sends_a_message_with_its_runbook(aws: LocalAws, on_call: str) -> None:
    aws.cloudwatch.set_alarm_state(AlarmName=ALARM, StateValue="OK", StateReason="before the test")

    report(aws, dead_letters=1)

    message = message_of(aws, on_call)
    assert state(aws) == "ALARM"
    assert message["AlarmDescription"].endswith("docs/runbooks/dead-letter-queue.md")
    aws.cloudwatch.set_alarm_state(AlarmName=ALARM, StateValue="OK", StateReason="after the test")
