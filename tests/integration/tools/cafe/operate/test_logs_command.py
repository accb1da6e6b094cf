"""The logs as sentences: of everything, of one order, of one request."""

import json
import time

import pytest

from cafe.aws import LocalAws
from cafe.checkout import Workspace
from cafe.operate import logs_command
from cafe.operate.log_events import FunctionLogs
from tests.support.tools.command import Run, failing, runner
from tests.support.tools.fake_cafe import FakeCafe
from tests.support.tools.functions import declare_functions

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
def logged(described: FakeCafe, space: Workspace, aws: LocalAws) -> None:
    """One order's life, another's refusal, and lines of the runtime, locally; a line of dev."""
    for environment in ("local", "dev"):
        for function in declare_functions(space.root):
            group = f"/aws/lambda/cafe-orders-{environment}-{function.aws_name}"
            aws.logs.create_log_group(logGroupName=group)
            aws.logs.create_log_stream(logGroupName=group, logStreamName="stream")
    ids = {"level": "INFO", "order_id": ORDER, "correlation_id": REQUEST}
    tell(
        aws,
        "local",
        "shop-api",
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
        "shop-relay",
        {**ids, "level": "ERROR", "message": "publish failed", "reason": "1 refused: Throttled"},
    )
    tell(aws, "local", "shop-worker", {**ids, "message": "order decided", "status": "CONFIRMED", "DecisionAge": 177})
    tell(aws, "dev", "shop-api", {**ids, "message": "order accepted in dev"})


def told(run: Run, *arguments: str) -> set[str]:
    """What is said after the time of day: lines of one millisecond come in any order."""
    return {line[14:] for line in run("logs", *arguments).out.splitlines()}


@pytest.mark.usefixtures("logged")
def test_everything_is_reported_as_sentences_without_the_runtime_s_lines(run: Run) -> None:
    assert told(run) == {
        f"shop-api         order accepted [new]  order {ORDER}  request {REQUEST}",
        f"shop-api         order accepted again  order {ORDER}  request {REQUEST}",
        "shop-api         request refused 404 OrderNotFoundError  order other",
        f"shop-relay       ERROR publish failed 1 refused: Throttled  order {ORDER}  request {REQUEST}",
        f"shop-worker      order decided CONFIRMED after 0.177 s  order {ORDER}  request {REQUEST}",
    }


@pytest.mark.usefixtures("logged")
@pytest.mark.parametrize("which", [("--order", ORDER), ("--correlation", REQUEST)])
def test_one_order_or_request_is_followed_through_all_functions(run: Run, which: tuple[str, str]) -> None:
    lines = told(run, *which)

    assert {line.split()[0] for line in lines} == {"shop-api", "shop-relay", "shop-worker"}
    assert not [line for line in lines if "other" in line]


@pytest.mark.usefixtures("logged")
def test_the_story_of_one_order_does_not_repeat_its_id(run: Run) -> None:
    assert not [line for line in told(run, "--order", ORDER) if ORDER in line]


@pytest.mark.usefixtures("logged")
def test_raw_lines_are_those_that_were_written(run: Run) -> None:
    lines = told(run, "--raw")

    assert "shop-api         START RequestId: 1" in lines
    assert any('"DecisionAge": 177' in line for line in lines)


@pytest.mark.usefixtures("logged")
def test_another_environment_s_logs_are_read_with_the_caller_s_own_login(run: Run, space: Workspace) -> None:
    env = space.root / "live" / "dev" / "env.hcl"
    env.parent.mkdir(parents=True)
    env.write_text('locals {\n  account_id = "123456789012"\n  region = "us-east-1"\n}\n')

    assert told(run, "--environment", "dev") == {
        f"shop-api         order accepted in dev  order {ORDER}  request {REQUEST}"
    }


@pytest.mark.usefixtures("logged")
def test_an_order_that_no_function_logged_is_an_error(run: Run) -> None:
    ended = run("logs", "--order", "a" * 26)

    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith(f"✗ No function logged {'a' * 26} in the last 15 minutes.")


@pytest.mark.usefixtures("logged")
def test_a_line_that_only_mentions_an_order_is_not_of_it(run: Run, aws: LocalAws) -> None:
    tell(aws, "local", "shop-api", {"level": "INFO", "order_id": "other", "message": f"not {ORDER}"})

    assert not [line for line in told(run, "--order", ORDER) if "not" in line]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--order", ORDER, "--correlation", REQUEST), "exclude each other"),
        (("--order", "x"), "x is not an order's id."),
        (("--order", 'x" ?"y'), "is not an order's id."),
        (("--correlation", "short"), "short is not a correlation id."),
        (("--environment", "nowhere"), "no environment nowhere"),
    ],
)
def test_what_can_not_be_told_is_said(run: Run, described: FakeCafe, arguments: tuple[str, ...], said: str) -> None:
    ended = run("logs", *arguments)

    assert ended.code == 1
    assert said in ended.err


def test_followed_logs_go_on_until_they_are_interrupted(
    run: Run, space: Workspace, described: FakeCafe, monkeypatch: pytest.MonkeyPatch
) -> None:
    declare_functions(space.root)
    monkeypatch.setattr(FunctionLogs, "follow", failing(KeyboardInterrupt()))

    assert run("logs", "--follow").code == 130
