"""Every wait ends before the one around it, and nothing fails for good before it had its tries."""

import json
from typing import Any

import pytest

from orders.runtime.clients import LONGEST_CALL_SECONDS
from tests.support.functions import invoked_by
from tests.support.infrastructure.environments import declared
from tests.support.infrastructure.watching import Watch

CALLS = {"api": 1, "stream": 3, "queue": 2}
"""Calls of AWS one after another: a request, a batch of the stream, a message of the queue."""


def timeout_of(watch: Watch, trigger: str) -> int:
    timeouts = {f["function_name"]: f["timeout"] for f in watch.of_type("aws_lambda_function")}
    seconds: int = timeouts[f"{watch.name}-{invoked_by(trigger).aws_name}"]
    return seconds


def queue(watch: Watch, name: str) -> dict[str, Any]:
    return {queue["name"]: queue for queue in watch.of_type("aws_sqs_queue")}[f"{watch.name}-{name}"]


@pytest.mark.parametrize("trigger", CALLS)
def test_a_function_has_time_for_its_calls_of_aws(watch: Watch, trigger: str) -> None:
    assert timeout_of(watch, trigger) > CALLS[trigger] * LONGEST_CALL_SECONDS


def test_the_api_answers_before_the_gateway_times_out(watch: Watch) -> None:
    gateway = {integration["timeout_milliseconds"] for integration in watch.of_type("aws_api_gateway_integration")}

    assert gateway == {29_000}
    assert timeout_of(watch, "api") * 1000 < min(gateway)


def test_a_message_is_hidden_six_times_as_long_as_its_function_may_take(watch: Watch) -> None:
    assert queue(watch, "orders")["visibility_timeout_seconds"] >= 6 * timeout_of(watch, "queue")


def test_a_message_is_tried_five_times_before_it_is_a_dead_letter(watch: Watch) -> None:
    redrive = json.loads(queue(watch, "orders")["redrive_policy"])

    assert redrive["maxReceiveCount"] >= 5


def test_failed_messages_are_kept_longer_than_waiting_ones(watch: Watch) -> None:
    kept = {each["name"].removeprefix(f"{watch.name}-"): each["message_retention_seconds"]
            for each in watch.of_type("aws_sqs_queue")}  # fmt: skip
    failed = [seconds for name, seconds in kept.items() if name.endswith(("-dlq", "-failures"))]

    assert len(failed) >= 2
    assert min(failed) > kept["orders"]


def test_a_backlog_can_not_take_all_invocations_of_the_account(watch: Watch) -> None:
    mappings = watch.of_type("aws_lambda_event_source_mapping")
    polling = [mapping["scaling_config"][0] for mapping in mappings if ":sqs:" in mapping["event_source_arn"]]
    environment = watch.name.rpartition("-")[2]

    assert [each["maximum_concurrency"] for each in polling] == [declared(environment)["processor_concurrency"]]


def test_prod_reserves_invocations_for_the_only_publisher() -> None:
    assert declared("prod")["reserved_concurrency"]["stream"] >= 1
