"""The rehearsal passes when the pipeline does what it should, and fails for each thing that it does otherwise."""

from collections.abc import Callable
from typing import Any

import pytest

from cafe.aws import Aws
from cafe.environments import LiveEnvironment
from cafe.errors import CafeError
from cafe.rehearse import changes
from cafe.rehearse.act_log import Job
from cafe.rehearse.scenario import Scenario
from tests.support.tools.fake_pipeline import FakeAccount, FakePipeline

Jobs = dict[str, Job]
DEPLOY = "dev/Environment/Deploy"


@pytest.fixture(autouse=True)
def by_hand(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was changed outside Terraform."""
    done: list[str] = []

    def change(live: LiveEnvironment, aws: Aws, to: str = "240") -> str:
        done.append(f"{live.name} {to}")
        return "180"

    monkeypatch.setattr(changes, "change_the_visibility_timeout", change)
    monkeypatch.setattr(changes, "restore_the_visibility_timeout", change)
    return done


def set_all(jobs: Jobs, name: str, value: str) -> None:
    for job in jobs.values():
        setattr(job, name, value)


def reopen(issues: list[dict[str, Any]]) -> None:
    for issue in issues:
        issue["state"] = "open"


def in_the(workflow: str, change: Callable[[Jobs], object]) -> Callable[[str, Jobs], None]:
    def mutate(running: str, jobs: Jobs) -> None:
        if running == workflow and jobs:
            change(jobs)

    return mutate


def test_a_correct_pipeline_passes(scenario: Scenario, accounts: dict[str, FakeAccount], by_hand: list[str]) -> None:
    scenario.run()

    assert sorted(file.name for file in scenario.kept.iterdir()) == [
        "comment-1.md",
        "comment-2.md",
        "comment-3.md",
        "issue.md",
    ]
    assert accounts["dev"].commands[0].startswith("bootstrap dev")
    assert accounts["dev"].commands[-1] == "smoke dev"
    assert by_hand == ["prod 240", "prod 180"]


@pytest.mark.parametrize(
    ("workflow", "change", "problem"),
    [
        ("deploy.yml", lambda jobs: jobs[DEPLOY].steps.pop("browser"), "did not run"),
        ("deploy.yml", lambda jobs: jobs.pop("prod/Environment/Deploy", None), "0 jobs prod/Environment/Deploy ran"),
        ("deploy.yml", lambda jobs: setattr(jobs[DEPLOY], "ended", 99), "did not wait for dev/Environment/Deploy"),
        ("deploy.yml", lambda jobs: jobs[DEPLOY].outputs.clear(), "dev has another's role"),
        ("deploy.yml", lambda jobs: jobs[DEPLOY].steps.update(rollback="success"), "rolled back though nothing failed"),
        ("deploy.yml", lambda jobs: setattr(jobs[DEPLOY], "result", "failure"), "Deploy: failure"),
        ("pull-request.yml", lambda jobs: jobs.pop("Plan prod-2/Plan/Plan", None), "0 jobs Plan prod-2"),
        ("pull-request.yml", lambda jobs: set_all(jobs, "summary", ""), "does not say why"),
        ("drift.yml", lambda jobs: set_all(jobs, "result", ""), "did not end"),
    ],
)
def test_a_run_that_is_otherwise_fails_the_rehearsal(
    scenario: Scenario, pipeline: FakePipeline, workflow: str, change: Callable[[Jobs], object], problem: str
) -> None:
    pipeline.mutate = in_the(workflow, change)

    with pytest.raises(CafeError, match=problem):
        scenario.run()


def test_an_error_of_act_fails_the_rehearsal(scenario: Scenario, pipeline: FakePipeline) -> None:
    pipeline.errors = ("workflow is not valid",)

    with pytest.raises(CafeError, match="workflow is not valid"):
        scenario.run()


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("`dev` `prod`", "not rewritten"),
        ("`dev`", "does not name prod"),
    ],
)
def test_a_comment_that_does_not_say_it_fails_the_rehearsal(
    scenario: Scenario, pipeline: FakePipeline, body: str, problem: str
) -> None:
    pipeline.comment = lambda push: body

    with pytest.raises(CafeError, match=problem):
        scenario.run()


def test_a_second_comment_fails_the_rehearsal(scenario: Scenario) -> None:
    scenario.github.answer("POST", "/repos/cafe/orders/issues/1/comments", {}, {"body": "`dev` `prod`"})
    scenario.github.answer("POST", "/repos/cafe/orders/issues/1/comments", {}, {"body": "`dev` `prod`"})

    with pytest.raises(CafeError, match="2 comments, not 1"):
        scenario.run()


def test_a_deploy_of_other_bytes_fails_the_rehearsal(scenario: Scenario, accounts: dict[str, FakeAccount]) -> None:
    accounts["prod"].version = 7

    with pytest.raises(CafeError, match="prod does not run the code of dev"):
        scenario.run()


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda jobs: jobs[DEPLOY].steps.pop("rollback"), "'rollback': 'did not run'"),
        (lambda jobs: setattr(jobs[DEPLOY], "result", "success"), "counts as a success"),
        (lambda jobs: setattr(jobs[DEPLOY], "summary", ""), "does not say that it was rolled back"),
        (lambda jobs: jobs.update({"prod/Environment/Plan": Job("prod/Environment/Plan", 9)}), "prod was begun after"),
    ],
)
def test_a_broken_function_that_is_not_rolled_back_fails_the_rehearsal(
    scenario: Scenario, pipeline: FakePipeline, change: Callable[[Jobs], object], problem: str
) -> None:
    pipeline.deploys = 2
    pipeline.mutate = in_the("deploy.yml", change)

    with pytest.raises(CafeError, match=problem):
        scenario.broken()


def test_code_that_stays_broken_fails_the_rehearsal(
    scenario: Scenario, pipeline: FakePipeline, accounts: dict[str, FakeAccount]
) -> None:
    pipeline.deploys = 2
    pipeline.mutate = in_the("deploy.yml", lambda jobs: setattr(accounts["dev"], "version", 9))

    with pytest.raises(CafeError, match="dev does not run the code of before"):
        scenario.broken()


def test_an_issue_without_a_difference_fails_the_rehearsal(scenario: Scenario, pipeline: FakePipeline) -> None:
    pipeline.reports = 1

    with pytest.raises(CafeError, match="though nothing differs"):
        scenario.drift()


def test_an_issue_that_stays_open_fails_the_rehearsal(scenario: Scenario, pipeline: FakePipeline) -> None:
    pipeline.mutate = in_the("drift.yml", lambda jobs: reopen(scenario.github.issues))

    with pytest.raises(CafeError, match="still open"):
        scenario.drift()
