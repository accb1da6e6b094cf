"""Moving dead letters back: never fewer copies than one."""

from collections import Counter
from typing import Any

import pytest
from botocore.exceptions import ClientError

from cafe.operate.recovery import redrive
from cafe.operate.recovery.redrive import Redrive, Redriven
from tests.support.tools.cloud import Cloud, answer

BODIES = [f"message {number:02}" for number in range(25)]
DLQ_ARN = "arn:aws:sqs:us-east-1:123456789012:orders-dlq"
QUEUE_ARN = "arn:aws:sqs:us-east-1:123456789012:orders"


class Killed(BaseException):
    """The process ends here, with no chance to tidy up."""


def redriving(cloud: Cloud, rate: int | None = None, said: list[str] | None = None) -> Redrive:
    report = (lambda _text: None) if said is None else said.append
    return Redrive(cloud.sqs, cloud.platform, report, rate, sleep=lambda _seconds: None)


def kill_at(cloud: Cloud, event: str, call: int) -> None:
    """End the process at the n-th call of its kind, before AWS acts on it or before its answer is seen."""
    calls = 0

    def die(**_: Any) -> None:
        nonlocal calls
        calls += 1
        if calls == call:
            raise Killed

    cloud.sqs.meta.events.register(event, die, unique_id="kill")


def test_all_dead_letters_come_back(cloud: Cloud) -> None:
    cloud.send(cloud.platform.dlq_url, *BODIES)

    result = redriving(cloud).run()

    assert result == Redriven(25)
    assert sorted(cloud.bodies(cloud.platform.queue_url)) == BODIES
    assert cloud.bodies(cloud.platform.dlq_url) == []


def test_it_says_how_far_it_is(cloud: Cloud) -> None:
    cloud.send(cloud.platform.dlq_url, *BODIES)
    said: list[str] = []

    redriving(cloud, said=said).run()

    assert said == ["moved 10 of 25", "moved 20 of 25", "moved 25 of 25"]


def test_no_more_are_moved_than_asked_for(cloud: Cloud) -> None:
    cloud.send(cloud.platform.dlq_url, *BODIES)

    result = redriving(cloud).run(most=12)

    assert result == Redriven(12)
    assert len(cloud.bodies(cloud.platform.dlq_url)) == 13


def test_an_empty_queue_is_done_at_once(cloud: Cloud) -> None:
    assert redriving(cloud).run() == Redriven(0)


def test_attributes_of_a_message_travel_with_it(cloud: Cloud) -> None:
    cloud.sqs.send_message(
        QueueUrl=cloud.platform.dlq_url,
        MessageBody="x",
        MessageAttributes={"origin": {"DataType": "String", "StringValue": "relay"}},
    )

    redriving(cloud).run()

    (message,) = cloud.sqs.receive_message(QueueUrl=cloud.platform.queue_url, MessageAttributeNames=["All"])["Messages"]
    assert message["MessageAttributes"]["origin"]["StringValue"] == "relay"


def test_a_rate_is_kept_by_pausing_between_small_batches(cloud: Cloud) -> None:
    cloud.send(cloud.platform.dlq_url, *BODIES[:9])
    pauses: list[float] = []

    Redrive(cloud.sqs, cloud.platform, print, rate=3, sleep=pauses.append).run()

    assert [round(pause) for pause in pauses] == [1, 2]  # the clock stands still while the test "sleeps"


@pytest.mark.parametrize("when", ["before-call", "after-call"])
@pytest.mark.parametrize("operation", ["ReceiveMessage", "SendMessageBatch", "DeleteMessageBatch"])
@pytest.mark.parametrize("call", [1, 2])
def test_killed_at_any_call_nothing_is_lost_and_the_next_run_ends_it(
    cloud: Cloud, monkeypatch: pytest.MonkeyPatch, call: int, operation: str, when: str
) -> None:
    monkeypatch.setattr(redrive, "HIDDEN_SECONDS", 0)
    cloud.send(cloud.platform.dlq_url, *BODIES[:15])
    event = f"{when}.sqs.{operation}"
    kill_at(cloud, event, call)
    with pytest.raises(Killed):
        redriving(cloud).run()
    cloud.sqs.meta.events.unregister(event, unique_id="kill")

    redriving(cloud).run()

    copies = Counter(cloud.bodies(cloud.platform.queue_url))
    assert set(copies) == set(BODIES[:15])
    assert max(copies.values()) <= 2
    assert cloud.bodies(cloud.platform.dlq_url) == []


def test_what_an_interrupted_run_still_hides_is_reported(cloud: Cloud) -> None:
    cloud.send(cloud.platform.dlq_url, *BODIES[:3])
    cloud.sqs.receive_message(QueueUrl=cloud.platform.dlq_url, MaxNumberOfMessages=2)

    result = redriving(cloud).run()

    assert result == Redriven(1, ("2 hidden by another run, for 30 s at most",))


def test_what_the_queue_refuses_stays_and_is_reported(cloud: Cloud) -> None:
    cloud.send(cloud.platform.dlq_url, *BODIES[:2])
    taken = [{"Id": "0", "MessageId": "m", "MD5OfMessageBody": "5"}]
    refused = [{"Id": "1", "Code": "InternalError", "SenderFault": False}]
    answer(cloud.sqs, "SendMessageBatch", 200, {"Successful": taken, "Failed": refused})

    result = redriving(cloud).run()

    assert result == Redriven(1, ("InternalError",))
    left = cloud.sqs.get_queue_attributes(QueueUrl=cloud.platform.dlq_url, AttributeNames=["All"])["Attributes"]
    assert left["ApproximateNumberOfMessagesNotVisible"] == "1"


def test_when_the_queue_takes_nothing_nothing_is_deleted(cloud: Cloud) -> None:
    cloud.send(cloud.platform.dlq_url, "x")
    refused = [{"Id": "0", "Code": "InternalError", "SenderFault": False}]
    answer(cloud.sqs, "SendMessageBatch", 200, {"Failed": refused})

    assert redriving(cloud).run() == Redriven(0, ("InternalError",))


def test_what_could_not_be_deleted_is_reported(cloud: Cloud) -> None:
    cloud.send(cloud.platform.dlq_url, "x")
    refused = [{"Id": "0", "Code": "ReceiptHandleIsInvalid", "SenderFault": True}]
    answer(cloud.sqs, "DeleteMessageBatch", 200, {"Successful": [], "Failed": refused})

    assert redriving(cloud).run() == Redriven(0, ("ReceiptHandleIsInvalid",))


# Where SQS moves messages by itself


def task(status: str, moved: int = 0, started: int = 2, **more: Any) -> dict[str, Any]:
    counts = {"ApproximateNumberOfMessagesMoved": moved, "ApproximateNumberOfMessagesToMove": 25}
    handle = {"TaskHandle": f"task-{started}"} if status == "RUNNING" else {}
    return {"Status": status, "StartedTimestamp": started, **counts, **handle, **more}


def test_sqs_moves_all_by_itself_at_the_rate_asked_for(cloud: Cloud) -> None:
    earlier = task("COMPLETED", 7, started=1)
    progress = [[earlier], [earlier], [task("RUNNING", 10), earlier], [task("COMPLETED", 25), earlier]]
    answer(cloud.sqs, "ListMessageMoveTasks", 200, *({"Results": results} for results in progress))
    started = answer(cloud.sqs, "StartMessageMoveTask", 200, {"TaskHandle": "task-2"})
    said: list[str] = []

    result = redriving(cloud, rate=50, said=said).run()

    assert result == Redriven(25)
    assert started == [{"SourceArn": DLQ_ARN, "DestinationArn": QUEUE_ARN, "MaxNumberOfMessagesPerSecond": 50}]
    assert said == ["moved 10 of 25", "moved 25 of 25"]


def test_a_task_that_is_under_way_is_followed_not_doubled(cloud: Cloud) -> None:
    progress = [[task("RUNNING", 10)], [task("COMPLETED", 25)]]
    answer(cloud.sqs, "ListMessageMoveTasks", 200, *({"Results": results} for results in progress))
    started = answer(cloud.sqs, "StartMessageMoveTask", 200, {"TaskHandle": "task-3"})

    assert redriving(cloud).run() == Redriven(25)
    assert started == []


@pytest.mark.parametrize(
    ("ended", "problem"),
    [(task("FAILED", 3, FailureReason="AccessDenied"), "AccessDenied"), (task("CANCELLED", 3), "cancelled")],
)
def test_a_task_that_ended_early_says_why(cloud: Cloud, ended: dict[str, Any], problem: str) -> None:
    answer(cloud.sqs, "ListMessageMoveTasks", 200, {"Results": []}, {"Results": [ended]})
    answer(cloud.sqs, "StartMessageMoveTask", 200, {"TaskHandle": "task-2"})

    assert redriving(cloud).run() == Redriven(3, (problem,))


def test_an_interrupted_task_is_cancelled(cloud: Cloud) -> None:
    answer(cloud.sqs, "ListMessageMoveTasks", 200, {"Results": []}, {"Results": [task("RUNNING")]})
    answer(cloud.sqs, "StartMessageMoveTask", 200, {"TaskHandle": "task-2"})
    cancelled = answer(cloud.sqs, "CancelMessageMoveTask", 200, {})

    def interrupt(_seconds: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Redrive(cloud.sqs, cloud.platform, print, sleep=interrupt).run()

    assert cancelled == [{"TaskHandle": "task-2"}]


def test_so_many_at_most_are_moved_by_hand_since_a_task_moves_all(cloud: Cloud) -> None:
    listed = answer(cloud.sqs, "ListMessageMoveTasks", 200, {"Results": []})
    cloud.send(cloud.platform.dlq_url, *BODIES)

    assert redriving(cloud).run(most=1) == Redriven(1)
    assert listed == []


def test_a_refusal_of_aws_is_not_taken_for_a_missing_feature(cloud: Cloud) -> None:
    answer(cloud.sqs, "ListMessageMoveTasks", 400, {"Error": {"Code": "AccessDenied", "Message": "no"}})

    with pytest.raises(ClientError, match="AccessDenied"):
        redriving(cloud).run()
