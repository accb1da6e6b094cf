"""The queues, the table and the topic that an operator's commands work on, in moto."""

from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from botocore.session import Session
from moto import mock_aws

from cafe.aws import LocalAws
from tests.support.services.mocked_aws import CREDENTIALS, REGION
from tests.support.tools.cloud import Cloud, make_cloud
from tests.support.tools.fixtures import cafe, described, programs, server, space

__all__ = ["cafe", "described", "programs", "server", "space"]

NOBODY_LISTENS = "http://127.0.0.1:1"


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> Iterator[boto3.Session]:
    """An empty account, in moto, and the credentials for it in the environment."""
    for name in ("AWS_ENDPOINT_URL", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in CREDENTIALS.items():
        monkeypatch.setenv(name, value)
    with mock_aws():
        yield boto3.Session(region_name=REGION)


@pytest.fixture
def cloud(session: boto3.Session, monkeypatch: pytest.MonkeyPatch) -> Cloud:
    for waits in ("relay_failures.SECONDS_TO_RECEIVE", "queues.SECONDS_TO_PEEK", "redrive.SECONDS_TO_RECEIVE"):
        monkeypatch.setattr(f"cafe.operate.recovery.{waits}", 0)  # moto answers at once with all there is
    return make_cloud(session)


@pytest.fixture
def aws(monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalAws]:
    """moto answers at AWS's own addresses, so the endpoint of the local AWS leads there."""
    create = Session.create_client

    def create_at_aws(session: Session, *arguments: Any, endpoint_url: str | None = None, **options: Any) -> Any:
        return create(session, *arguments, **options)

    monkeypatch.setattr(Session, "create_client", create_at_aws)
    with mock_aws():
        yield LocalAws(NOBODY_LISTENS)
