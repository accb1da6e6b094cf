"""How act is called, and what comes of it."""

import json
from pathlib import Path

import pytest

from cafe.errors import CafeError
from cafe.rehearse.act import Act
from tests.support.tools.repository import commit_all

COMMIT = "0" * 40
ACT = f"""#!/bin/sh
printf '%s\\n' "$@" > "$(dirname "$0")/arguments"
echo '{json.dumps({"job": "Test/Build", "jobResult": "success"})}'
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with one commit and one workflow, which uses one action."""
    folder = tmp_path / "checkout"
    workflows = folder / ".github" / "workflows"
    workflows.mkdir(parents=True)
    (workflows / "test.yml").write_text(f"      - uses: actions/checkout@{COMMIT} # v1.0.0\n")
    commit_all(folder)
    return folder


@pytest.fixture
def act(tmp_path: Path) -> Act:
    program = tmp_path / "act"
    program.write_text(ACT)
    program.chmod(0o755)
    stand_ins = tmp_path / "stand-ins"
    (stand_ins / "checkout").mkdir(parents=True)
    return Act(program, stand_ins, tmp_path / "runs", tmp_path / "logs", "cafe/orders", "secret", {"COLOUR": "blue"})


def arguments(act: Act) -> list[str]:
    return (act.program.parent / "arguments").read_text().splitlines()


def test_a_workflow_is_run_for_its_event_with_stand_ins_for_the_actions_of_others(act: Act, checkout: Path) -> None:
    run = act.run(checkout, "test.yml", "push", {"ref": "refs/heads/main"})

    assert run.succeeded
    assert arguments(act)[0] == "push"
    assert f"actions/checkout@{COMMIT}={act.stand_ins / 'checkout'}" in arguments(act)
    assert json.loads((act.folder / "run-01" / "event.json").read_text()) == {"ref": "refs/heads/main"}
    assert (act.logs / "run-01-test.log").exists()


def test_one_job_can_be_run_with_those_that_it_needs(act: Act, checkout: Path) -> None:
    act.run(checkout, "test.yml", "push", {}, "build")

    assert arguments(act)[arguments(act).index("--job") + 1] == "build"


def test_a_job_has_none_of_the_callers_variables_of_accounts(
    act: Act, checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_PROFILE", "prod")
    monkeypatch.setenv("GITHUB_TOKEN", "the caller's")
    monkeypatch.setenv("PIP_INDEX_URL", "kept")
    monkeypatch.setenv("GREETING", 'two "words" # for $5')

    act.run(checkout, "test.yml", "push", {})

    variables = (act.folder / "run-01" / "variables").read_text().splitlines()
    assert {"PIP_INDEX_URL='kept'", "COLOUR='blue'", "GITHUB_REPOSITORY='cafe/orders'"} <= set(variables)
    assert "GREETING='two \"words\" # for $5'" in variables
    assert not [line for line in variables if line.startswith(("AWS_", "GITHUB_TOKEN"))]


def test_each_run_has_artifacts_of_its_own(act: Act, checkout: Path) -> None:
    for _ in range(2):
        act.run(checkout, "test.yml", "push", {})

    assert sorted(folder.name for folder in act.folder.iterdir()) == ["run-01", "run-02"]


def test_an_action_without_a_stand_in_is_named(act: Act, checkout: Path) -> None:
    (act.stand_ins / "checkout").rmdir()

    with pytest.raises(CafeError, match="no stand-in for actions/checkout"):
        act.run(checkout, "test.yml", "push", {})


def test_a_failed_run_is_returned_and_raises_no_error(act: Act, checkout: Path) -> None:
    act.program.write_text(ACT.replace("success", "failure") + "exit 1\n")

    assert not act.run(checkout, "test.yml", "push", {}).succeeded
