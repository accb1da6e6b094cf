"""From a fresh process to the first order, against what a user would have written instead.

Figures are printed and left in `.local/bench/cold_start.json`; no clock fails a run.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import Any, Final

import pytest

from cafe.checkout import Workspace, workspace
from orders.adapters.message_format import write_key
from orders.domain.menu import read_menu
from orders.domain.order import Status
from tests.support.bench.canned_aws import canned_aws
from tests.support.bench.variants import OURS, Variant, all_variants, first_order
from tests.support.services.examples import order, order_in
from tests.support.services.stream_records import insert, modify

GOALS: Final = {"boto3": 0.5, "cookbook": 0.25}
BODY: Final = {"items": [{"item_id": item.item_id, "quantity": 2} for item in read_menu().items if item.available][:2]}
STREAM: Final = {"eventID": "1", "eventSource": "aws:dynamodb", "eventVersion": "1.1", "awsRegion": "us-east-1"}
SETTINGS: Final = {
    "ENVIRONMENT": "cafe-orders-bench",
    "TABLE_NAME": "orders",
    "QUEUE_URL": "http://127.0.0.1/000000000000/orders",
    "FAILURE_QUEUE_URL": "http://127.0.0.1/000000000000/failures",
    "TOPIC_ARN": "arn:aws:sns:us-east-1:000000000000:events",
    "AWS_REGION": "us-east-1",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_ACCESS_KEY_ID": "none",
    "AWS_SECRET_ACCESS_KEY": "none",
    "AWS_LAMBDA_FUNCTION_NAME": "function",
    "POWERTOOLS_SERVICE_NAME": "cafe",
    "POWERTOOLS_METRICS_NAMESPACE": "cafe",
}


@dataclass(frozen=True)
class Run:
    """One fresh process; milliseconds."""

    imported_ms: float
    answered_ms: float
    cpu_ms: float


def place_order() -> dict[str, Any]:
    return {
        "httpMethod": "POST",
        "resource": "/api/orders",
        "path": "/api/orders",
        "headers": {"Content-Type": "application/json", "Idempotency-Key": "a-key"},
        "multiValueHeaders": {"Content-Type": ["application/json"], "Idempotency-Key": ["a-key"]},
        "queryStringParameters": None,
        "multiValueQueryStringParameters": None,
        "pathParameters": None,
        "stageVariables": None,
        "requestContext": {
            "requestId": "request-1",
            "authorizer": {"claims": {"sub": order().key.customer_id, "token_use": "access"}},
            "httpMethod": "POST",
            "path": "/api/orders",
            "stage": "live",
        },
        "body": json.dumps(BODY),
        "isBase64Encoded": False,
    }


def received() -> dict[str, Any]:
    attributes = {
        "ApproximateReceiveCount": "1",
        "SentTimestamp": "1772352900250",
        "SenderId": "sender",
        "ApproximateFirstReceiveTimestamp": "1772352900260",
    }
    message = {
        "messageId": "059f36b4-87a3-44ab-83d2-661975830a7d",
        "receiptHandle": "handle",
        "body": write_key(order().key),
        "attributes": attributes,
        "messageAttributes": {},
        "md5OfBody": "-",
        "eventSource": "aws:sqs",
        "eventSourceARN": "arn:aws:sqs:us-east-1:000000000000:orders",
        "awsRegion": "us-east-1",
    }
    return {"Records": [message]}


def changed() -> dict[str, Any]:
    """A new order and a decided one, so that queue and topic are both needed."""
    records = [insert(order()), modify(order(), order_in(Status.CONFIRMED))]
    for number, record in enumerate(records):
        details = {"Keys": {"order_id": {"S": "x"}}, "SequenceNumber": str(number), "SizeBytes": 1}
        record["dynamodb"] |= details | {"StreamViewType": "NEW_AND_OLD_IMAGES"}
    return {"Records": [record | STREAM | {"eventSourceARN": "arn"} for record in records]}


EVENTS: Final[dict[str, Callable[[], dict[str, Any]]]] = {
    "api": place_order,
    "stream": changed,
    "queue": received,
}


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory, rounds: int) -> dict[tuple[str, str], list[Run]]:
    """By function and variant; the variants in turn, so that a noisy moment meets all of them."""
    space = workspace()
    variants = all_variants(space, tmp_path_factory.mktemp("bench"))
    measured: dict[tuple[str, str], list[Run]] = {(v.function.name, v.name): [] for v in variants}
    with canned_aws(order()) as address:
        environment = SETTINGS | {"AWS_ENDPOINT_URL": address}
        for number in range(rounds + 1):
            for variant in variants:
                run = measure(variant, environment)
                measured[variant.function.name, variant.name] += [run] if number else []
    write(space, measured)
    return measured


def measure(variant: Variant, environment: dict[str, str]) -> Run:
    figures = json.loads(first_order(variant, json.dumps(EVENTS[variant.function.trigger]()), environment))
    answer = figures.pop("answer") or {}
    assert answer.get("statusCode", 202) == 202, answer
    assert not answer.get("batchItemFailures"), answer
    return Run(**figures)


def write(space: Workspace, measured: dict[tuple[str, str], list[Run]]) -> None:
    file = space.local / "bench" / "cold_start.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    rows = [
        {
            "function": function,
            "variant": variant,
            "runs": len(runs),
            **{name: round(middle(runs, name), 1) for name in ("imported_ms", "answered_ms", "cpu_ms")},
            "ratio": round(ratio(measured, function, variant), 3),
        }
        for (function, variant), runs in measured.items()
    ]
    file.write_text(json.dumps(rows, indent=2))


def middle(runs: list[Run], figure: str) -> float:
    figures: list[float] = [getattr(run, figure) for run in runs]
    return median(figures)


def ratio(measured: dict[tuple[str, str], list[Run]], function: str, variant: str) -> float:
    """Ours to it, CPU time, round by round: the middle of all."""
    pairs = zip(measured[function, OURS], measured[function, variant], strict=True)
    return median(ours.cpu_ms / its.cpu_ms for ours, its in pairs)


@pytest.mark.timeout(3600)
def test_each_function_s_first_order_is_measured_beside_its_peers(
    runs: dict[tuple[str, str], list[Run]], rounds: int
) -> None:
    print(f"\n{'function':<17}{'variant':<20}{'imports':>9}{'answer':>9}{'CPU':>9}  ours / it")
    for (function, variant), measured in runs.items():
        figures = "".join(f"{middle(measured, name):>6.0f} ms" for name in ("imported_ms", "answered_ms", "cpu_ms"))
        print(f"{function:<17}{variant:<20}{figures}  {ratio(runs, function, variant):.2f}")
    for function in dict.fromkeys(function for function, _ in runs):
        for peer, goal in GOALS.items():
            reached = ratio(runs, function, peer) <= goal
            print(f"{function} against {peer}: at most {goal}: {'reached' if reached else 'NOT reached'}")
    assert all(len(measured) == rounds for measured in runs.values())
