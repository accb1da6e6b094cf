"""Small steps of the workflows."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from cafe.checkout import workspace
from cafe.cli import cafe
from cafe.environments import live_environment
from cafe.errors import CafeError
from cafe.rehearse.command import deployed_environments


@pytest.fixture
def outputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GITHUB_OUTPUT", str(tmp_path / "outputs"))
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary"))
    return tmp_path


def test_a_workflow_reads_its_role_and_region_from_the_environments_settings(outputs: Path) -> None:
    name = deployed_environments(workspace().root)[0]
    live = live_environment(workspace(), name)

    CliRunner().invoke(cafe, ["role", name, "plan"], catch_exceptions=False)

    assert (outputs / "outputs").read_text().splitlines() == [
        f"arn=arn:aws:iam::{live.account_id}:role/cafe-orders-{name}-plan",
        f"region={live.region}",
    ]


def test_an_unknown_environment_has_no_role(outputs: Path) -> None:
    with pytest.raises(CafeError, match="There is no environment no-such-environment"):
        CliRunner().invoke(cafe, ["role", "no-such-environment", "plan"], catch_exceptions=False)

    assert not (outputs / "outputs").exists()


def test_the_run_for_a_fork_says_why_there_is_no_plan(outputs: Path) -> None:
    printed = CliRunner().invoke(cafe, ["no-plan"], catch_exceptions=False).output

    assert printed.startswith("::notice title=No plan::A pull request from a fork has no plan")
    assert "credentials" in (outputs / "summary").read_text()
