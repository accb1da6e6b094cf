"""`cafe bootstrap` as it is typed."""

from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from cafe.aws import Access, LocalAws
from cafe.checkout import Workspace
from cafe.cli import cafe
from cafe.deliver import bootstrap_command
from cafe.deliver.composition import Target
from cafe.environments import LiveEnvironment

DEV = LiveEnvironment("dev", "123456789012", "us-east-1")

type Type = Callable[..., Result]


@dataclass
class Planner:
    """Plans one role for each repository it is told of, until it is applied."""

    repositories: list[str] = field(default_factory=list)
    applied: list[str] = field(default_factory=list)

    def of(self, _space: Workspace, _live: LiveEnvironment, _access: Access, settings: Mapping[str, str]) -> "Planner":
        self.repositories.append(settings["CAFE_REPOSITORY"])
        return self

    def plan(self, unit: str, saved: Path, log: Path) -> dict[str, Any]:
        saved.write_text(unit)
        log.write_text("planned")
        changes = [] if unit in self.applied else [{"address": unit, "change": {"actions": ["create"]}}]
        return {"resource_changes": changes}

    def apply(self, unit: str, saved: Path, log: Path) -> None:
        log.write_text(f"applied {saved}")
        self.applied.append(unit)


@pytest.fixture
def planner() -> Planner:
    return Planner()


@pytest.fixture
def type_(space: Workspace, aws: LocalAws, planner: Planner, monkeypatch: pytest.MonkeyPatch) -> Type:
    monkeypatch.setattr(bootstrap_command, "workspace", lambda: space)
    monkeypatch.setattr(bootstrap_command, "check_tools", lambda _space: None)
    monkeypatch.setattr(bootstrap_command, "target", lambda _name: nullcontext(Target(space, DEV, Access({}, aws))))
    monkeypatch.setattr(bootstrap_command, "Terragrunt", planner.of)
    return lambda *words, given="": CliRunner().invoke(cafe, ["bootstrap", *words], input=given)


def test_it_makes_everything_and_prints_the_next_steps(type_: Type, planner: Planner) -> None:
    done = type_("dev", "--repository", "octocat@1/cafe@2", "--yes")

    told = done.stdout
    assert done.exit_code == 0, done.exception
    assert planner.applied == ["state_backend", "github_oidc"]
    assert '"ids": {"owner": 1, "repository": 2}' in planner.repositories[0]
    assert "arn:aws:iam::123456789012:role/cafe-orders-dev-deploy" in told
    assert "github.com/octocat/cafe/settings/environments" in told
    assert "gh api" not in told


def test_without_ids_it_prints_how_to_find_them(type_: Type) -> None:
    told = type_("dev", "--repository", "octocat/cafe", "--yes").stdout

    assert "gh api repos/octocat/cafe" in told


def test_it_asks_before_each_thing(type_: Type, planner: Planner) -> None:
    stopped = type_("dev", "--repository", "octocat/cafe", given="y\ny\nn\n")

    assert "nothing more was made" in str(stopped.exception)
    assert planner.applied == ["state_backend"]


def test_a_dry_run_makes_nothing_and_prints_that(type_: Type, planner: Planner) -> None:
    told = type_("dev", "--repository", "octocat/cafe", "--dry-run").stdout

    assert "Nothing was made" in told
    assert planner.applied == []


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("local",), "This machine needs no bootstrap"),
        (("dev", "--repository", "cafe"), "cafe is not a GitHub repository"),
        (("dev",), "no remote `origin`"),
    ],
)
def test_a_mistake_is_an_error_with_its_reason(type_: Type, words: tuple[str, ...], complaint: str) -> None:
    assert complaint in str(type_(*words).exception)
