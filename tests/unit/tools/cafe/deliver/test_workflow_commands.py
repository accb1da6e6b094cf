"""Small steps of the workflows."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from cafe.cli import cafe
from cafe.errors import CafeError


@pytest.fixture
def outputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GITHUB_OUTPUT", str(tmp_path / "outputs"))
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary"))
    return tmp_path


def test_a_workflow_learns_its_role_and_region_from_the_environments_settings(outputs: Path) -> None:
    CliRunner().invoke(cafe, ["role", "dev", "plan"], catch_exceptions=False)

    assert (outputs / "outputs").read_text().splitlines() == [
        "arn=arn:aws:iam::111111111111:role/cafe-orders-dev-plan",
        "region=us-east-1",
    ]


def test_an_environment_that_is_none_has_no_role(outputs: Path) -> None:
    with pytest.raises(CafeError, match="There is no environment staging"):
        CliRunner().invoke(cafe, ["role", "staging", "plan"], catch_exceptions=False)

    assert not (outputs / "outputs").exists()


def test_a_fork_is_told_why_it_gets_no_plan(outputs: Path) -> None:
    said = CliRunner().invoke(cafe, ["no-plan"], catch_exceptions=False).output

    assert said.startswith("::notice title=No plan::There is no plan for a pull request from a fork")
    assert "no plan for a pull request from a fork" in (outputs / "summary").read_text()
