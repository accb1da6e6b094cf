"""A stage on which nothing is real but the story."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cafe.rehearse.fake_github import GitHubServer, github_server
from cafe.rehearse.scenario import Stage
from tests.support.tools.fake_stage import FakeAccount, FakePipeline, FakeRepository


@pytest.fixture
def github() -> Iterator[GitHubServer]:
    with github_server("cafe/orders", "secret", 0) as server:
        yield server


@pytest.fixture
def accounts() -> dict[str, FakeAccount]:
    return {"dev": FakeAccount("dev"), "prod": FakeAccount("prod")}


@pytest.fixture
def pipeline(github: GitHubServer, accounts: dict[str, FakeAccount]) -> FakePipeline:
    return FakePipeline(github, accounts)


@pytest.fixture
def stage(github: GitHubServer, accounts: dict[str, FakeAccount], pipeline: FakePipeline, tmp_path: Path) -> Stage:
    return Stage(pipeline, FakeRepository(tmp_path), github, accounts, tmp_path / "kept")
