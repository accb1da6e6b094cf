"""Every wait ends before the one around it, and nothing is given up before it had its tries."""

import json
from typing import Any

import hcl2
import pytest

from cafe.checkout import workspace
from orders.runtime.clients import LONGEST_CALL_SECONDS
from tests.infrastructure.test_running_platform import Resource, of_type

CALLS = {"order-api": 1, "order-relay": 3, "order-processor": 2}
"""Calls of AWS one after another: a request, a batch of the stream, a message of the queue."""


def timeout_of(resources: list[Resource], function: str) -> int:
    timeouts = {f["function_name"]: f["timeout"] for f in of_type(resources, "aws_lambda_function")}
    seconds: int = timeouts[f"cafe-orders-local-{function}"]
    return seconds


def queue(resources: list[Resource], name: str) -> dict[str, Any]:
    return {queue["name"]: queue for queue in of_type(resources, "aws_sqs_queue")}[f"cafe-orders-local-{name}"]


def settings_of(environment: str) -> dict[str, Any]:
    settings: dict[str, Any] = hcl2.loads((workspace().root / "live" / environment / "env.hcl").read_text())["locals"][
        0
    ]
    return settings


@pytest.mark.parametrize("function", CALLS)
def test_a_function_outlasts_its_calls_of_aws(resources: list[Resource], function: str) -> None:
    assert timeout_of(resources, function) > CALLS[function] * LONGEST_CALL_SECONDS


def test_the_api_answers_before_the_gateway_gives_up(resources: list[Resource]) -> None:
    gateway = {integration["timeout_milliseconds"] for integration in of_type(resources, "aws_api_gateway_integration")}

    assert gateway == {29_000}
    assert timeout_of(resources, "order-api") * 1000 < min(gateway)


def test_a_message_is_hidden_six_times_as_long_as_the_processor_may_take(resources: list[Resource]) -> None:
    hidden = queue(resources, "orders")["visibility_timeout_seconds"]

    assert hidden >= 6 * timeout_of(resources, "order-processor")


def test_a_message_is_tried_five_times_before_it_is_a_dead_letter(resources: list[Resource]) -> None:
    redrive = json.loads(queue(resources, "orders")["redrive_policy"])

    assert redrive["deadLetterTargetArn"] == queue(resources, "orders-dlq")["arn"]
    assert redrive["maxReceiveCount"] >= 5


@pytest.mark.parametrize("name", ["orders-dlq", "order-relay-failures"])
def test_what_was_given_up_is_kept_longer_than_what_waits(resources: list[Resource], name: str) -> None:
    kept, waits = (queue(resources, each)["message_retention_seconds"] for each in (name, "orders"))

    assert kept > waits


def test_a_backlog_can_not_take_all_of_the_account_s_invocations(resources: list[Resource]) -> None:
    mappings = of_type(resources, "aws_lambda_event_source_mapping")
    (orders,) = [mapping for mapping in mappings if ":sqs:" in mapping["event_source_arn"]]

    assert orders["scaling_config"][0]["maximum_concurrency"] == settings_of("local")["processor_concurrency"]


def test_prod_sets_invocations_aside_for_the_only_publisher() -> None:
    assert settings_of("prod")["reserved_concurrency"]["stream"] >= 1
