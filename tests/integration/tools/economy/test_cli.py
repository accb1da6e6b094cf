"""The planner's commands, as they are typed."""

import pytest
from click.testing import CliRunner

from cafe.checkout import workspace
from cafe.cli import cafe
from economy import cli


def test_a_month_s_cost_is_printed() -> None:
    assert CliRunner().invoke(cafe, ["cost", "--orders", "500000"]).exit_code == 0


def test_the_document_is_written_on_request(monkeypatch: pytest.MonkeyPatch) -> None:
    written = list[object]()
    monkeypatch.setattr(cli, "write_cost", written.append)

    assert CliRunner().invoke(cafe, ["cost", "--write"]).exit_code == 0
    assert written == [workspace()]


def test_a_pace_s_capacity_is_printed() -> None:
    assert CliRunner().invoke(cafe, ["capacity", "--orders-per-second", "20", "--spike", "10"]).exit_code == 0


@pytest.mark.parametrize("given", [["cost", "--orders", "0"], ["capacity", "--spike", "0.5"]])
def test_what_makes_no_sense_is_refused(given: list[str]) -> None:
    assert CliRunner().invoke(cafe, given).exit_code == 2
