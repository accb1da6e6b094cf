"""`cafe cost` and `cafe capacity` as they are typed."""

import pytest
from click.testing import CliRunner

from cafe.checkout import Workspace, workspace
from cafe.cli import cafe
from cafe.document import economy_commands
from economy.cost_report import report


@pytest.mark.parametrize(
    "typed", [["cost", "--orders", "500000"], ["capacity", "--orders-per-second", "20", "--spike", "10"]]
)
def test_prints_the_report(typed: list[str]) -> None:
    assert CliRunner().invoke(cafe, typed).exit_code == 0


def test_writes_the_document_on_request(space: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    (space.root / "docs").mkdir()
    monkeypatch.setattr(economy_commands, "workspace", lambda: space)

    assert CliRunner().invoke(cafe, ["cost", "--write"]).exit_code == 0
    assert (space.root / "docs" / "cost.md").read_text() == report()


def test_the_committed_document_is_up_to_date() -> None:
    written = (workspace().root / "docs" / "cost.md").read_text()

    assert written == report(), "Bring it up to date: .venv/bin/cafe cost --write"


@pytest.mark.parametrize("typed", [["cost", "--orders", "0"], ["capacity", "--spike", "0.5"]])
def test_refuses_an_impossible_number(typed: list[str]) -> None:
    assert CliRunner().invoke(cafe, typed).exit_code == 2
