"""`cafe rehearse` brings up what the story plays on, and leaves nothing of it."""

import subprocess
from pathlib import Path

import psutil
import pytest
from click.testing import CliRunner

from cafe.build.go_tools import ACT
from cafe.checkout import Workspace
from cafe.errors import CafeError
from cafe.local.emulator import running
from cafe.rehearse import command
from cafe.rehearse.act import Act
from cafe.rehearse.scenario import Stage
from tests.support.tools.fake_programs import install_emulator

ENVIRONMENT = 'locals {\n  account_id = "NUMBER"\n  region = "us-east-1"\n}\n'


@pytest.fixture
def checkout(space: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A repository of two environments, whose local AWS is a stand-in."""
    install_emulator(space)
    for name, number in (("dev", "111111111111"), ("prod", "222222222222")):
        (space.root / "live" / name).mkdir(parents=True)
        (space.root / "live" / name / "env.hcl").write_text(ENVIRONMENT.replace("NUMBER", number))
    somebody = ("-c", "user.name=A", "-c", "user.email=a@cafe.example")
    for arguments in (("init", "--quiet"), ("add", "--all"), (*somebody, "commit", "--quiet", "--message", "Open")):
        subprocess.run(["git", *arguments], cwd=space.root, check=True)
    monkeypatch.setattr(command, "workspace", lambda: space)
    return space


@pytest.fixture
def played(monkeypatch: pytest.MonkeyPatch) -> list[Stage]:
    """The stages that a story was played on."""
    stages: list[Stage] = []
    monkeypatch.setattr(Stage, "play", lambda stage: stages.append(stage))
    return stages


def rehearse() -> str:
    return CliRunner().invoke(command.rehearse, catch_exceptions=False).output


def test_two_accounts_a_repository_and_githubs_api_are_there_for_the_story_and_gone_behind_it(
    checkout: Workspace, played: list[Stage]
) -> None:
    ACT.path(checkout).touch()

    said = rehearse()

    (stage,) = played
    assert isinstance(stage.pipeline, Act)
    endpoints = [stage.pipeline.variables[f"REHEARSAL_ACCOUNT_{number}"] for number in (111111111111, 222222222222)]
    assert len({stage.github.url, *endpoints}) == 3
    assert "All as it should be" in said
    assert not stage.repository.work.exists()
    assert running(checkout) is None
    assert not [child for child in psutil.Process().children(recursive=True) if "ministack" in child.cmdline()]


def test_without_go_it_names_what_to_install(
    checkout: Workspace, played: list[Stage], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)

    with pytest.raises(CafeError, match=r"go is not on PATH.*mise install"):
        rehearse()

    assert played == []


def test_a_story_that_goes_wrong_leaves_nothing_behind_either(
    checkout: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    ACT.path(checkout).touch()

    def fail(stage: Stage) -> None:
        raise CafeError(f"No job ran in {stage.repository.work}")

    monkeypatch.setattr(Stage, "play", fail)

    with pytest.raises(CafeError, match="No job ran in") as failure:
        rehearse()

    assert not Path(failure.value.problem.removeprefix("No job ran in ")).exists()
