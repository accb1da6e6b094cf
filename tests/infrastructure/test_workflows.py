"""What the workflows may do, and what a change of them must not let in."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from cafe.build import workflow_lint
from cafe.checkout import Workspace, workspace
from cafe.cli import cafe
from cafe.environments import LOCAL
from cafe.rehearse.command import deployed_environments

ROOT = workspace().root
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
ACTIONS = sorted((ROOT / ".github" / "actions").glob("*/action.yml"))
PINNED = re.compile(r"uses: ([\w./-]+)@[0-9a-f]{40} # v\d+\.\d+\.\d+$")
OWN = re.compile(r"uses: \./\.github/[\w./-]+$")
SESSIONS = re.compile(r"nox -s ([\w ]+?)(?: -- .*)?")
COMMAND = re.compile(r"\.venv/bin/cafe ([\w-]+)(?: .*)?")
INSTALL_NOX = "python -m pip install --quiet --require-hashes --requirement requirements/nox.txt"
ENVIRONMENTS = {file.parent.name for file in ROOT.glob("live/*/env.hcl")} - {LOCAL.name}
CREDENTIALS = "aws-actions/configure-aws-credentials"
Yaml = dict[Any, Any]


def name_of(file: Path) -> str:
    return file.relative_to(ROOT / ".github").as_posix()


def read(file: Path) -> Yaml:
    content: Yaml = yaml.safe_load(file.read_text())
    return content


def jobs() -> Iterator[tuple[str, Yaml]]:
    for file in WORKFLOWS:
        for name, job in read(file)["jobs"].items():
            yield f"{file.stem}/{name}", job


def steps_of(file: Path) -> list[Yaml]:
    content = read(file)
    if "runs" in content:
        steps: list[Yaml] = content["runs"]["steps"]
        return steps
    return [step for job in content["jobs"].values() for step in job.get("steps", [])]


def jobs_with_steps() -> list[Any]:
    return [pytest.param(job, id=name) for name, job in jobs() if "steps" in job]


def uses(job: Yaml, action: str) -> bool:
    return any(step.get("uses", "").startswith(f"{action}@") for step in job.get("steps", []))


def test_the_checkers_find_nothing(space: Workspace) -> None:
    workflow_lint.check(space)


@pytest.mark.parametrize("file", [*WORKFLOWS, *ACTIONS], ids=name_of)
def test_every_action_is_pinned_by_its_commit(file: Path) -> None:
    used = [line.strip().removeprefix("- ") for line in file.read_text().splitlines() if "uses:" in line]

    assert [line for line in used if not PINNED.fullmatch(line) and not OWN.fullmatch(line)] == []


@pytest.mark.parametrize("file", [*WORKFLOWS, *ACTIONS], ids=name_of)
def test_no_text_is_put_into_a_command(file: Path) -> None:
    assert [step["run"] for step in steps_of(file) if "${{" in step.get("run", "")] == []


@pytest.mark.parametrize("file", [*WORKFLOWS, *ACTIONS], ids=name_of)
def test_every_step_is_a_session_or_a_command_that_a_person_can_type(file: Path) -> None:
    sessions = set(re.findall(r"^def (\w+)\(session", (ROOT / "noxfile.py").read_text(), re.MULTILINE))

    for command in (step["run"].strip() for step in steps_of(file) if "run" in step):
        session, own = SESSIONS.fullmatch(command), COMMAND.fullmatch(command)
        is_known = (session and set(session[1].split()) <= sessions) or (own and own[1] in cafe.commands)
        assert is_known or command == INSTALL_NOX, command


@pytest.mark.parametrize("file", WORKFLOWS, ids=name_of)
def test_a_workflow_grants_nothing_by_default(file: Path) -> None:
    assert read(file)["permissions"] == {}


@pytest.mark.parametrize(("name", "job"), list(jobs()), ids=[name for name, _ in jobs()])
def test_a_job_may_read_the_code_and_write_one_thing_at_most(name: str, job: Yaml) -> None:
    written = {scope for scope, access in job["permissions"].items() if access == "write"}

    assert job["permissions"]["contents"] == "read"
    assert len(written) <= 1
    assert written <= {"id-token", "pull-requests", "issues"}


@pytest.mark.parametrize("job", jobs_with_steps())
def test_only_a_job_with_credentials_may_ask_for_a_token_and_it_writes_nowhere_else(job: Yaml) -> None:
    assert uses(job, CREDENTIALS) == ("id-token" in job["permissions"])


@pytest.mark.parametrize("job", jobs_with_steps())
def test_a_job_ends_by_itself_and_keeps_no_token_in_its_checkout(job: Yaml) -> None:
    checkout = next(step for step in job["steps"] if step.get("uses", "").startswith("actions/checkout@"))

    assert 0 < job["timeout-minutes"] <= 60
    assert checkout["with"]["persist-credentials"] is False


def test_only_a_deploy_runs_in_a_github_environment() -> None:
    named = {name: job["environment"] for name, job in jobs() if "environment" in job}

    assert named == {"environment/deploy": "${{ inputs.environment }}"}


def test_a_deploy_waits_for_the_one_before_and_is_never_cut_off() -> None:
    assert read(ROOT / ".github/workflows/deploy.yml")["concurrency"] == {
        "group": "deploy",
        "cancel-in-progress": False,
    }


def test_code_of_a_fork_has_no_credentials() -> None:
    workflow = read(ROOT / ".github/workflows/pull-request.yml")
    is_own = "github.event.pull_request.head.repo.full_name == github.repository"

    assert "pull_request_target" not in workflow[True]
    assert workflow["jobs"]["package"]["if"] == is_own
    assert workflow["jobs"]["plan"]["needs"] == "package"
    assert workflow["jobs"]["no-plan"]["if"] == is_own.replace("==", "!=")


def test_the_deploy_workflow_deploys_every_environment() -> None:
    assert set(deployed_environments(ROOT)) == ENVIRONMENTS


@pytest.mark.parametrize("file", ["drift.yml", "pull-request.yml"])
def test_a_matrix_plans_every_environment_and_its_report_names_each(file: str) -> None:
    jobs = read(ROOT / ".github/workflows" / file)["jobs"]
    reporting = next(job for job in jobs.values() if job.get("needs") == "plan")
    command = reporting["steps"][-1]["run"]

    downloaded = [step["with"] for step in reporting["steps"] if "download-artifact" in step.get("uses", "")]

    assert set(jobs["plan"]["strategy"]["matrix"]["environment"]) == ENVIRONMENTS
    assert {each["name"].removeprefix("summary-"): each["path"] for each in downloaded} == {
        name: f"reports/plans/{name}" for name in ENVIRONMENTS
    }
    assert set(re.findall(r"reports/plans/(\S+)", command)) == ENVIRONMENTS


def test_every_environment_but_the_first_is_compared_with_the_one_before() -> None:
    jobs = read(ROOT / ".github/workflows/deploy.yml")["jobs"]
    compared = [jobs[name]["with"].get("same-as") for name in deployed_environments(ROOT)]

    assert compared == [None, *deployed_environments(ROOT)[:-1]]
