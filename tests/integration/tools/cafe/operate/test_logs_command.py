"""The logs as sentences: of everything, of one order, of one request."""

import json
import time

import pytest

from cafe.aws import LocalAws
from cafe.checkout import Workspace
from cafe.operate import logs_command
from cafe.operate.log_events import FUNCTIONS
from tests.support.tools.command import Run, failing, runner
from tests.support.tools.fake_cafe import FakeCafe

ORDER = "eo7eae3r4kktwnibmbtnfkxfer"
REQUEST = "0af7651916cd43dd8448eb211c80319c"


@pytest.fixture
def run(space: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command in a checkout of the test's own."""
    monkeypatch.setattr(logs_command, "workspace", lambda: space)
    return runner(monkeypatch, capsys)


def tell(aws: LocalAws, environment: str, function: str, *messages: str | dict[str, object]) -> None:
    """Each message is a millisecond later than the one before."""
    now = int(time.time() * 1000)
    aws.logs.put_log_events(
        logGroupName=f"/aws/lambda/cafe-orders-{environment}-{function}",
        logStreamName="stream",
        logEvents=[
            {"timestamp": now + at, "message": each if isinstance(each, str) else json.dumps(each)}
            for at, each in enumerate(messages)
        ],
    )


@pytest.fixture
def logged(described: FakeCafe, aws: LocalAws) -> None:
    """One order's life, another's refusal, and lines of the runtime, locally; a line of dev."""
    for environment in ("local", "dev"):
        for function in FUNCTIONS:
            group = f"/aws/lambda/cafe-orders-{environment}-{function}"
            aws.logs.create_log_group(logGroupName=group)
            aws.logs.create_log_stream(logGroupName=group, logStreamName="stream")
    ids = {"level": "INFO", "order_id": ORDER, "correlation_id": REQUEST}
    tell(
        aws,
        "local",
        "order-api",
        "START RequestId: 1",
        {**ids, "message": "order accepted [new]", "replayed": False},
        {**ids, "message": "order accepted", "replayed": True},
        {
            "level": "INFO",
            "message": "request refused",
            "status": 404,
            "reason": "OrderNotFoundError",
            "order_id": "other",
        },
        "END RequestId: 1",
    )
    tell(
        aws,
        "local",
        "order-relay",
        {**ids, "level": "ERROR", "message": "publish failed", "reason": "1 refused: Throttled"},
    )
    tell(
        aws, "local", "order-processor", {**ids, "message": "order decided", "status": "CONFIRMED", "DecisionAge": 177}
    )
    tell(aws, "dev", "order-api", {**ids, "message": "order accepted in dev"})


def told(run: Run, *arguments: str) -> set[str]:
    """What is said after the time of day: lines of one millisecond come in any order."""
    return {line[14:] for line in run("logs", *arguments).out.splitlines()}


@pytest.mark.usefixtures("logged")
def test_everything_is_told_as_sentences_without_the_runtime_s_lines(run: Run) -> None:
    assert told(run) == {
        f"order-api        order accepted [new]  order {ORDER}  request {REQUEST}",
        f"order-api        order accepted again  order {ORDER}  request {REQUEST}",
        "order-api        request refused 404 OrderNotFoundError  order other",
        f"order-relay      ERROR publish failed 1 refused: Throttled  order {ORDER}  request {REQUEST}",
        f"order-processor  order decided CONFIRMED after 0.177 s  order {ORDER}  request {REQUEST}",
    }


@pytest.mark.usefixtures("logged")
@pytest.mark.parametrize("which", [("--order", ORDER), ("--correlation", REQUEST)])
def test_one_order_or_request_is_followed_through_all_functions(run: Run, which: tuple[str, str]) -> None:
    lines = told(run, *which)

    assert {line.split()[0] for line in lines} == set(FUNCTIONS)
    assert not [line for line in lines if "other" in line]


@pytest.mark.usefixtures("logged")
def test_the_story_of_one_order_does_not_repeat_its_id(run: Run) -> None:
    assert not [line for line in told(run, "--order", ORDER) if ORDER in line]


@pytest.mark.usefixtures("logged")
def test_raw_lines_are_those_that_were_written(run: Run) -> None:
    lines = told(run, "--raw")

    assert "order-api        START RequestId: 1" in lines
    assert any('"DecisionAge": 177' in line for line in lines)


@pytest.mark.usefixtures("logged")
def test_another_environment_s_logs_are_read_with_the_caller_s_own_login(run: Run, space: Workspace) -> None:
    env = space.root / "live" / "dev" / "env.hcl"
    env.parent.mkdir(parents=True)
    env.write_text('locals {\n  account_id = "123456789012"\n  region = "us-east-1"\n}\n')

    assert told(run, "--environment", "dev") == {
        f"order-api        order accepted in dev  order {ORDER}  request {REQUEST}"
    }


@pytest.mark.usefixtures("logged")
def test_an_order_that_nobody_logged_is_an_empty_story(run: Run) -> None:
    assert (told(run, "--order", "a" * 26), run("logs").code) == (set(), 0)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--order", ORDER, "--correlation", REQUEST), "two stories"),
        (("--order", 'x" ?"y'), "neither an order's id"),
        (("--environment", "nowhere"), "no environment nowhere"),
    ],
)
def test_what_can_not_be_told_is_said(run: Run, described: FakeCafe, arguments: tuple[str, ...], said: str) -> None:
    ended = run("logs", *arguments)

    assert ended.code == 1
    assert said in ended.err


def test_followed_logs_go_on_until_they_are_interrupted(
    run: Run, described: FakeCafe, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logs_command, "follow_logs", failing(KeyboardInterrupt()))

    assert run("logs", "--follow").code == 130
