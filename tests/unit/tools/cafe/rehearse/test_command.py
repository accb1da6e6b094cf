"""`cafe rehearse` starts what the scenario needs, and leaves nothing of it."""

import shutil
from pathlib import Path

import psutil
import pytest
from click.testing import CliRunner

from cafe.build.go_tools import ACT
from cafe.checkout import Workspace
from cafe.errors import CafeError
from cafe.local.emulator import running
from cafe.rehearse import command
from cafe.rehearse.act import WORKFLOWS, Act
from cafe.rehearse.scenario import Scenario
from tests.support.tools.fake_programs import install_emulator
from tests.support.tools.repository import commit_all

ENVIRONMENT = 'locals {\n  account_id = "NUMBER"\n  region = "us-east-1"\n}\n'
DEPLOY = "jobs: {package: {}, dev: {with: {environment: dev}}, prod: {with: {environment: prod}}}"


@pytest.fixture
def checkout(space: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A repository of two environments, whose local AWS is a stand-in."""
    install_emulator(space)
    for name, number in (("dev", "111111111111"), ("prod", "222222222222")):
        (space.root / "live" / name).mkdir(parents=True)
        (space.root / "live" / name / "env.hcl").write_text(ENVIRONMENT.replace("NUMBER", number))
    (space.root / WORKFLOWS).mkdir(parents=True)
    (space.root / WORKFLOWS / "deploy.yml").write_text(DEPLOY)
    commit_all(space.root)
    monkeypatch.setattr(command, "workspace", lambda: space)
    return space


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[Scenario]:
    """The scenarios that were run."""
    scenarios: list[Scenario] = []
    monkeypatch.setattr(Scenario, "run", lambda scenario: scenarios.append(scenario))
    return scenarios


def rehearse() -> str:
    return CliRunner().invoke(command.rehearse, catch_exceptions=False).output


def test_two_accounts_a_repository_and_githubs_api_run_for_the_scenario_and_are_removed_afterwards(
    checkout: Workspace, ran: list[Scenario]
) -> None:
    ACT.path(checkout).touch()

    printed = rehearse()

    (scenario,) = ran
    assert isinstance(scenario.pipeline, Act)
    endpoints = [scenario.pipeline.variables[f"REHEARSAL_ACCOUNT_{number}"] for number in (111111111111, 222222222222)]
    assert len({scenario.github.url, *endpoints}) == 3
    assert "The rehearsal passed" in printed
    assert not scenario.repository.work.exists()
    assert running(checkout) is None
    assert not [child for child in psutil.Process().children(recursive=True) if "ministack" in child.cmdline()]


def test_without_go_it_names_what_to_install(
    checkout: Workspace, ran: list[Scenario], monkeypatch: pytest.MonkeyPatch
) -> None:
    which = shutil.which
    monkeypatch.setattr("shutil.which", lambda name: None if name == "go" else which(name))

    with pytest.raises(CafeError, match=r"go is not on PATH.*mise install"):
        rehearse()

    assert ran == []


def test_a_scenario_that_fails_leaves_nothing_either(checkout: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    ACT.path(checkout).touch()

    def fail(scenario: Scenario) -> None:
        raise CafeError(f"No job ran in {scenario.repository.work}")

    monkeypatch.setattr(Scenario, "run", fail)

    with pytest.raises(CafeError, match="No job ran in") as failure:
        rehearse()

    assert not Path(failure.value.problem.removeprefix("No job ran in ")).exists()
