"""A scenario on which nothing is real but the story."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cafe.rehearse.fake_github import FakeGitHub, fake_github
from cafe.rehearse.scenario import Scenario
from tests.support.tools.fake_pipeline import FakeAccount, FakePipeline, FakeRepository


@pytest.fixture
def github() -> Iterator[FakeGitHub]:
    with fake_github("cafe/orders", "secret", 0) as server:
        yield server


@pytest.fixture
def accounts() -> dict[str, FakeAccount]:
    return {"dev": FakeAccount("dev"), "prod": FakeAccount("prod")}


@pytest.fixture
def pipeline(github: FakeGitHub, accounts: dict[str, FakeAccount]) -> FakePipeline:
    return FakePipeline(github, accounts)


@pytest.fixture
def scenario(github: FakeGitHub, accounts: dict[str, FakeAccount], pipeline: FakePipeline, tmp_path: Path) -> Scenario:
    return Scenario(pipeline, FakeRepository(tmp_path), github, accounts, tmp_path / "kept")
