"""The logs of all functions, by time."""

import time

import pytest

from cafe.aws import LocalAws
from cafe.checkout import Workspace
from cafe.operate import log_events
from cafe.operate.log_events import FunctionLogs, LogLine
from tests.support.tools.functions import declare_functions

NOW_MS = int(time.time() * 1000)


@pytest.fixture
def logs(space: Workspace, aws: LocalAws) -> FunctionLogs:
    return FunctionLogs(aws, declare_functions(space.root))


@pytest.fixture(autouse=True)
def groups(logs: FunctionLogs, aws: LocalAws) -> None:
    for function in logs.functions:
        group = f"/aws/lambda/cafe-orders-local-{function.aws_name}"
        aws.logs.create_log_group(logGroupName=group)
        aws.logs.create_log_stream(logGroupName=group, logStreamName="stream")


def write(aws: LocalAws, function: str, at: int, message: str) -> LogLine:
    aws.logs.put_log_events(
        logGroupName=f"/aws/lambda/cafe-orders-local-{function}",
        logStreamName="stream",
        logEvents=[{"timestamp": at, "message": message}],
    )
    return LogLine(at, function, "stream", message.rstrip())


def test_lines_of_all_functions_are_reported_oldest_first(logs: FunctionLogs, aws: LocalAws) -> None:
    relayed = write(aws, "shop-relay", NOW_MS + 2, "relayed\n")
    accepted = write(aws, "shop-api", NOW_MS + 1, "accepted\n")
    decided = write(aws, "shop-worker", NOW_MS + 3, "decided\n")

    assert logs.read(NOW_MS) == [accepted, relayed, decided]


def test_lines_before_the_time_asked_for_are_left_out(logs: FunctionLogs, aws: LocalAws) -> None:
    write(aws, "shop-api", NOW_MS - 1000, "too early")
    later = write(aws, "shop-api", NOW_MS, "in time")

    assert logs.read(NOW_MS) == [later]


def test_lines_are_found_by_their_fields(logs: FunctionLogs, aws: LocalAws) -> None:
    found = write(aws, "shop-api", NOW_MS, '{"order_id": "o1", "message": "accepted"}')
    write(aws, "shop-api", NOW_MS, '{"order_id": "o2", "message": "not o1"}')
    write(aws, "shop-relay", NOW_MS, "START o1")

    assert logs.read(NOW_MS, order_id="o1") == [found]


def test_following_tells_each_line_once_and_goes_on_with_what_comes(
    logs: FunctionLogs, aws: LocalAws, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_events, "POLL_SECONDS", 0)
    first = write(aws, "shop-api", NOW_MS, "first")
    followed = logs.follow(NOW_MS)

    assert next(followed) == first
    second = write(aws, "shop-api", NOW_MS + 1, "second")
    assert next(followed) == second


def test_following_does_not_read_the_past_again_and_again(
    logs: FunctionLogs, aws: LocalAws, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_events, "POLL_SECONDS", 0)
    starts: list[int] = []
    aws.logs.meta.events.register(
        "provide-client-params.cloudwatch-logs.FilterLogEvents", lambda params, **_: starts.append(params["startTime"])
    )
    write(aws, "shop-api", NOW_MS - 60_000, "first")
    followed = logs.follow(NOW_MS - 60_000)
    next(followed)
    latest = write(aws, "shop-api", NOW_MS, "second")
    next(followed)
    write(aws, "shop-api", NOW_MS + 1, "third")

    next(followed)

    assert starts[-1] == latest.at - log_events.LATE_MS


@pytest.mark.parametrize(
    ("message", "fields"),
    [('{"order_id": "o1"}', {"order_id": "o1"}), ("START RequestId", {}), ("[1]", {})],
    ids=["structured", "of the runtime", "a list"],
)
def test_only_a_structured_line_has_fields(message: str, fields: dict[str, object]) -> None:
    assert LogLine(NOW_MS, "shop-api", "stream", message).fields == fields
