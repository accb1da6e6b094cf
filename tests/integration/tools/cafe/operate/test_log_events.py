"""The logs of all functions as one story."""

import time

import pytest

from cafe.aws import LocalAws
from cafe.operate import log_events
from cafe.operate.log_events import LogLine, follow_logs, read_logs

NOW_MS = int(time.time() * 1000)


@pytest.fixture(autouse=True)
def groups(aws: LocalAws) -> None:
    for function in log_events.FUNCTIONS:
        group = f"/aws/lambda/cafe-orders-local-{function}"
        aws.logs.create_log_group(logGroupName=group)
        aws.logs.create_log_stream(logGroupName=group, logStreamName="stream")


def write(aws: LocalAws, function: str, at: int, message: str) -> LogLine:
    aws.logs.put_log_events(
        logGroupName=f"/aws/lambda/cafe-orders-local-{function}",
        logStreamName="stream",
        logEvents=[{"timestamp": at, "message": message}],
    )
    return LogLine(at, function, "stream", message.rstrip())


def test_lines_of_all_functions_are_told_oldest_first(aws: LocalAws) -> None:
    relayed = write(aws, "order-relay", NOW_MS + 2, "relayed\n")
    accepted = write(aws, "order-api", NOW_MS + 1, "accepted\n")
    decided = write(aws, "order-processor", NOW_MS + 3, "decided\n")

    assert read_logs(aws, NOW_MS) == [accepted, relayed, decided]


def test_lines_before_the_time_asked_for_are_left_out(aws: LocalAws) -> None:
    write(aws, "order-api", NOW_MS - 1000, "too early")
    later = write(aws, "order-api", NOW_MS, "in time")

    assert read_logs(aws, NOW_MS) == [later]


def test_following_tells_each_line_once_and_goes_on_with_what_comes(
    aws: LocalAws, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_events, "POLL_SECONDS", 0)
    first = write(aws, "order-api", NOW_MS, "first")
    followed = follow_logs(aws, NOW_MS)

    assert next(followed) == first
    second = write(aws, "order-api", NOW_MS + 1, "second")
    assert next(followed) == second


def test_following_does_not_read_the_past_again_and_again(aws: LocalAws, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_events, "POLL_SECONDS", 0)
    starts: list[int] = []
    aws.logs.meta.events.register(
        "provide-client-params.cloudwatch-logs.FilterLogEvents", lambda params, **_: starts.append(params["startTime"])
    )
    write(aws, "order-api", NOW_MS - 60_000, "first")
    followed = follow_logs(aws, NOW_MS - 60_000)
    next(followed)
    latest = write(aws, "order-api", NOW_MS, "second")
    next(followed)
    write(aws, "order-api", NOW_MS + 1, "third")

    next(followed)

    assert starts[-1] == latest.at - log_events.LATE_MS


@pytest.mark.parametrize(
    ("message", "fields"),
    [('{"order_id": "o1"}', {"order_id": "o1"}), ("START RequestId", {}), ("[1]", {})],
    ids=["structured", "of the runtime", "a list"],
)
def test_only_a_structured_line_has_fields(message: str, fields: dict[str, object]) -> None:
    assert LogLine(NOW_MS, "order-api", "stream", message).fields == fields
