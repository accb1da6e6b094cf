"""One issue says what differs, for as long as it does."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from cafe.cli import cafe
from cafe.deliver.drift_issue import MARKER, DriftIssue, describe
from cafe.rehearse.fake_github import FakeGitHub, fake_github
from plan_comment.github_api import GitHub
from plan_comment.summary import Action, Attribute, Change, Summary, UnitSummary, to_json

TIMEOUT = Attribute("visibility_timeout_seconds", "180", "240")
DRIFTED = UnitSummary(
    "order_store", drift=(Change("aws_sqs_queue.this", "aws_sqs_queue", Action.UPDATE, "", (TIMEOUT,)),)
)
FAILED = UnitSummary("website", error="Error: no such bucket")
AS_IT_SHOULD_BE = Summary("dev", "abc", (UnitSummary("identity"),))


@pytest.fixture
def server() -> Iterator[FakeGitHub]:
    with fake_github("cafe/orders", "secret", 0) as running:
        yield running


@pytest.fixture
def issue(server: FakeGitHub) -> DriftIssue:
    return DriftIssue(GitHub(server.url, "secret", "cafe/orders"))


def prod(*units: UnitSummary) -> Summary:
    return Summary("prod", "abc", units)


def test_while_nothing_differs_there_is_no_issue(issue: DriftIssue, server: FakeGitHub) -> None:
    assert issue.keep([AS_IT_SHOULD_BE]) == "No environment differs from its code."
    assert server.issues == []


def test_a_difference_opens_an_issue_that_names_it(issue: DriftIssue, server: FakeGitHub) -> None:
    said = issue.keep([AS_IT_SHOULD_BE, prod(DRIFTED)])

    (opened,) = server.issues
    assert opened["html_url"] in said
    assert all(name in opened["body"] for name in ("prod", "order_store", "aws_sqs_queue.this", TIMEOUT.path))


def test_a_difference_that_stays_has_its_issue_rewritten(issue: DriftIssue, server: FakeGitHub) -> None:
    issue.keep([prod(DRIFTED)])
    issue.keep([prod(DRIFTED, FAILED)])

    (opened,) = server.issues
    assert "website" in opened["body"]
    assert opened["state"] == "open"


def test_the_issue_is_closed_when_the_difference_is_gone_and_opened_anew_by_the_next(
    issue: DriftIssue, server: FakeGitHub
) -> None:
    issue.keep([prod(DRIFTED)])

    assert "closed" in issue.keep([prod()])
    assert server.open_issues() == []

    issue.keep([prod(DRIFTED)])

    assert len(server.issues) == 2


def test_a_unit_that_can_not_be_planned_counts_as_different(issue: DriftIssue, server: FakeGitHub) -> None:
    issue.keep([prod(FAILED)])

    assert len(server.open_issues()) == 1


def test_the_issue_of_a_person_is_left_alone(issue: DriftIssue, server: FakeGitHub) -> None:
    issue.keep([prod(DRIFTED)])
    server.issues[0]["user"] = {"login": "somebody", "type": "User"}

    issue.keep([prod()])

    assert server.open_issues() == server.issues


def test_its_text_fits_however_much_differs() -> None:
    many = tuple(UnitSummary(f"unit-{number}", drift=DRIFTED.drift * 400) for number in range(5))

    text = describe([prod(*many)])

    assert text.startswith(MARKER)
    assert len(text) < 65_536


def test_the_command_reads_saved_summaries_and_writes_to_the_runs_page(
    server: FakeGitHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "summary.json").write_text(to_json([prod(DRIFTED)]))
    monkeypatch.setenv("GITHUB_API_URL", server.url)
    monkeypatch.setenv("GITHUB_TOKEN", "secret")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "page"))

    CliRunner().invoke(cafe, ["drift", str(tmp_path), "--repository", "cafe/orders"], catch_exceptions=False)

    assert len(server.issues) == 1
    assert "An environment differs" in (tmp_path / "page").read_text()
