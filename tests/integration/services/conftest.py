"""The three functions on the table, the queues and the topic, all in moto."""

import importlib
from collections.abc import Iterator
from functools import partial
from types import ModuleType
from typing import Any

import pytest
from botocore.config import Config
from botocore.session import Session
from moto import mock_aws

from cafe.checkout import workspace
from cafe.functions import read_functions
from orders.adapters.table import OrderTable
from orders.domain import menu
from orders.runtime.clients import Clients
from tests.support.services.examples import MENU
from tests.support.services.gateway import Client
from tests.support.services.joined_functions import JoinedFunctions
from tests.support.services.log_capture import log
from tests.support.services.mocked_aws import CREDENTIALS, ENVIRONMENT, REGION, TABLE, Aws, Calls, Context, Start, make

__all__ = ["log"]

HANDLERS = {function.trigger: f"{function.package}.handler" for function in read_functions(workspace().root)}


@pytest.fixture
def aws(monkeypatch: pytest.MonkeyPatch) -> Iterator[Aws]:
    for name, value in CREDENTIALS.items():
        monkeypatch.setenv(name, value)
    with mock_aws():
        clients = Clients(REGION)
        made = make(clients)
        environment = {
            "ENVIRONMENT": ENVIRONMENT,
            "TABLE_NAME": TABLE,
            "QUEUE_URL": made.queue_url,
            "TOPIC_ARN": made.topic_arn,
            "FAILURE_QUEUE_URL": made.failure_queue_url,
        }
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        yield made


@pytest.fixture
def calls() -> Calls:
    return Calls()


@pytest.fixture
def table(aws: Aws, calls: Calls) -> OrderTable:
    client = Clients(REGION).dynamodb()
    calls.watch(client)
    return OrderTable(client, TABLE)


@pytest.fixture
def start(aws: Aws, calls: Calls, monkeypatch: pytest.MonkeyPatch) -> Start:
    """Starts a function as Lambda does: imports its handler in its environment, here with the menu of the tests."""
    create = Session.create_client

    def create_watched(session: Session, *arguments: Any, **options: Any) -> Any:
        client = create(session, *arguments, **options)
        calls.watch(client)
        return client

    def start(trigger: str) -> ModuleType:
        monkeypatch.setattr(Session, "create_client", create_watched)
        monkeypatch.setattr(menu, "read_menu", lambda: MENU)
        return importlib.reload(importlib.import_module(HANDLERS[trigger]))

    return start


@pytest.fixture
def api(start: Start) -> Client:
    """The deployed API, as API Gateway calls it."""
    return Client(partial(start("api").handle, context=Context()))


@pytest.fixture
def platform(aws: Aws, start: Start) -> JoinedFunctions:
    # moto serves the streams only at the region's address, not at the account's
    config = Config(account_id_endpoint_mode="disabled")
    stream: Any = Session().create_client("dynamodbstreams", REGION, config=config)
    arn = aws.dynamodb.describe_table(TableName=TABLE)["Table"]["LatestStreamArn"]
    (shard,) = stream.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"]
    iterator = stream.get_shard_iterator(StreamArn=arn, ShardId=shard["ShardId"], ShardIteratorType="TRIM_HORIZON")[
        "ShardIterator"
    ]
    return JoinedFunctions(aws, start("stream"), start("queue"), stream, iterator, iterator)
