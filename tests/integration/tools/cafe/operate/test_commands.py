"""The operator's subcommands, as they are typed."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from click.testing import CliRunner, Result

from cafe.checkout import Workspace
from cafe.cli import cafe, main
from cafe.errors import CafeError
from cafe.operate import commands
from cafe.operate.connection import Deployed
from cafe.platform import Platform
from orders.adapters.item import write_order
from tests.support.services.examples import order
from tests.support.services.mocked_aws import TABLE
from tests.support.tools.cloud import Cloud, answer

type Type = Callable[..., Result]


@pytest.fixture
def platform(cloud: Cloud) -> Platform:
    return cloud.platform


@pytest.fixture
def type_(cloud: Cloud, platform: Platform, monkeypatch: pytest.MonkeyPatch) -> Type:
    clients: Any = cloud

    def reach(_space: Workspace, environment: str) -> Deployed:
        if environment != "local":
            raise CafeError(f"There is no environment {environment}.")
        return Deployed(platform, clients)

    monkeypatch.setattr(commands, "deployed", reach)
    return lambda *words: CliRunner().invoke(cafe, words)


def output(result: Result) -> Any:
    return json.loads(result.stdout)


def test_queues_are_shown_with_the_age_of_the_oldest(type_: Type, cloud: Cloud) -> None:
    cloud.send(cloud.platform.queue_url, "1")
    cloud.send(cloud.platform.dlq_url, "1")

    lines = [line.split() for line in type_("queues").stdout.splitlines()]

    assert lines[1:] == [
        ["orders", "1", "0", "0", "?"],
        ["dead", "letters", "1", "0", "0", "0:00:00"],
        ["relay", "failures", "0", "0", "0"],
    ]


def test_queues_as_json(type_: Type, cloud: Cloud) -> None:
    cloud.send(cloud.platform.queue_url, "1")

    states = output(type_("queues", "--json"))

    assert states[0] == {"name": "orders", "depth": 1, "in_flight": 0, "delayed": 0, "oldest_age_seconds": None}


def test_redrive_says_what_it_moved(type_: Type, cloud: Cloud) -> None:
    cloud.send(cloud.platform.dlq_url, "1", "2", "3")

    result = type_("redrive", "--max", "2", "--rate", "500")

    assert result.exit_code == 0
    assert result.stdout == "Moved 2 messages to the orders queue.\n"
    assert len(cloud.bodies(cloud.platform.queue_url)) == 2


@pytest.mark.parametrize(("options", "count"), [([], 3), (["--max", "2"], 2), (["--max", "9"], 3)])
def test_a_dry_run_of_redrive_moves_nothing(type_: Type, cloud: Cloud, options: list[str], count: int) -> None:
    cloud.send(cloud.platform.dlq_url, "1", "2", "3")

    assert output(type_("redrive", "--dry-run", "--json", *options)) == {"moved": count, "problems": []}
    assert len(cloud.bodies(cloud.platform.dlq_url)) == 3
    assert type_("redrive", "--dry-run").stdout == "Would move 0 messages to the orders queue.\n"


def test_a_redrive_that_leaves_something_behind_fails(type_: Type, cloud: Cloud) -> None:
    cloud.send(cloud.platform.dlq_url, "1")
    answer(cloud.sqs, "SendMessageBatch", 200, {"Failed": [{"Id": "0", "Code": "InternalError", "SenderFault": False}]})

    result = type_("redrive", "--json")

    assert output(result) == {"moved": 0, "problems": ["InternalError"]}
    assert isinstance(result.exception, CafeError)


def test_reconcile_queues_what_is_older_than_asked_for(type_: Type, cloud: Cloud) -> None:
    cloud.dynamodb.put_item(TableName=TABLE, Item=write_order(order()))

    planned = type_("reconcile", "--dry-run")
    done = type_("reconcile", "--older-than", "5", "--rate", "100")

    counts = "orders queued: 1, changes announced: 0, failed batches settled: 0\n"
    assert (planned.stdout, done.stdout) == (f"Would be done: {counts}", f"Done: {counts}")
    assert len(cloud.bodies(cloud.platform.queue_url)) == 1


def test_a_reconciliation_that_leaves_something_behind_fails(type_: Type, cloud: Cloud) -> None:
    cloud.send(cloud.platform.relay_failure_queue_url, "not a batch")

    result = type_("reconcile", "--json")

    assert output(result)["problems"] == ["a message of the failure queue: it doesn't describe a failed batch"]
    assert isinstance(result.exception, CafeError)


def test_a_platform_described_by_an_older_version_is_to_be_brought_up_to_date(
    type_: Type, cloud: Cloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    old: Any = replace(cloud, platform=replace(cloud.platform, topic_arn=""))
    monkeypatch.setattr(commands, "deployed", lambda *_: old)

    assert "nox -s up" in str(type_("queues").exception)


def test_a_refusal_of_aws_is_one_line_and_exit_code_1(
    type_: Type, cloud: Cloud, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    cloud.sqs.delete_queue(QueueUrl=cloud.platform.dlq_url)
    monkeypatch.setattr("sys.argv", ["cafe", "queues"])

    with pytest.raises(SystemExit) as exit_:
        main()

    assert exit_.value.code == 1
    assert "GetQueueAttributes" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["queues", "redrive", "reconcile"])
def test_each_command_works_on_the_environment_that_is_named(type_: Type, command: str) -> None:
    result = type_(command, "--environment", "nowhere")

    assert "There is no environment nowhere" in str(result.exception)
