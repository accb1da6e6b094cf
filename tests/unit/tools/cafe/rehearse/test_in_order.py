"""Workflow files read and run without act."""

import subprocess
from pathlib import Path

import pytest

from cafe.rehearse.in_order import InOrder

MAIN = """
name: Deploy
jobs:
  package:
    steps:
      - uses: cafe/say@0123 # v1.0.0
        with: {text: beans}
      - id: built
        run: echo "digest=abc" >> "$GITHUB_OUTPUT"; echo "DIGEST=abc" >> "$GITHUB_ENV"
      - run: echo "$DIGEST $AGAIN" | tee "$GITHUB_STEP_SUMMARY"
        env: {AGAIN: "${{ steps.built.outputs.digest }}"}
  dev:
    name: dev
    needs: package
    uses: ./.github/workflows/environment.yml
    with: {environment: dev}
  never:
    if: inputs.absent
    steps: [{run: echo never}]
  prod:
    needs: [dev, package]
    strategy: {matrix: {colour: [red, blue]}}
    name: prod ${{ matrix.colour }}
    steps: [{run: "true"}]
"""
ENVIRONMENT = """
name: Environment
on:
  workflow_call:
    inputs:
      environment: {type: string}
      note: {type: string, default: none}
jobs:
  deploy:
    env: {PLACE: "${{ inputs.environment }} ${{ inputs.note }}"}
    steps:
      - uses: actions/checkout@0123 # v1.0.0
      - uses: ./.github/actions/tools
      - run: echo "$PLACE"
      - id: smoke
        run: RESULT
      - if: failure() && steps.smoke.outcome == 'failure'
        id: rollback
        run: echo back
"""
SAY = """
inputs: {text: {default: ""}, end: {default: "!"}}
runs:
  steps:
    - run: echo "$TEXT$END"
      env: {TEXT: "${{ inputs.text }}", END: "${{ inputs.end }}"}
"""
TOOLS = """
runs:
  steps:
    - uses: cafe/say@0123 # v1.0.0
      with: {text: tools}
    - run: TOOLS
"""


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


CHECKOUT = """
runs:
  steps:
    - run: cp -r "$WHERE/." .
"""


@pytest.fixture
def in_order(tmp_path: Path) -> InOrder:
    write(tmp_path / "stand-ins" / "say" / "action.yml", SAY)
    write(tmp_path / "stand-ins" / "checkout" / "action.yml", CHECKOUT)
    variables = {"WHERE": str(tmp_path / "checkout")}
    return InOrder(tmp_path / "stand-ins", tmp_path / "runs", "cafe/orders", "secret", variables)


def checkout(tmp_path: Path, *, result: str = "'true'", tools: str = "'true'") -> Path:
    """A checkout with two workflows and an action of its own."""
    folder = tmp_path / "checkout"
    write(folder / ".github/workflows/deploy.yml", MAIN)
    write(folder / ".github/workflows/environment.yml", ENVIRONMENT.replace("RESULT", result))
    write(folder / ".github/actions/tools/action.yml", TOOLS.replace("TOOLS", tools))
    somebody = ("-c", "user.name=A", "-c", "user.email=a@cafe.example")
    for arguments in (("init", "--quiet"), ("add", "--all"), (*somebody, "commit", "--quiet", "--message", "Open")):
        subprocess.run(["git", *arguments], cwd=folder, check=True)
    return folder


def test_jobs_run_behind_those_they_need_with_their_inputs_outputs_and_variables(
    in_order: InOrder, tmp_path: Path
) -> None:
    run = in_order.run(checkout(tmp_path), "deploy.yml", "push", {})

    assert list(run.jobs) == [
        "Deploy/package",
        "dev/Environment/deploy",
        "Deploy/prod red-1",
        "Deploy/prod blue-2",
    ]
    assert run.succeeded
    assert run.job("package").log == ["beans!", "abc abc"]
    assert run.job("package").outputs == {"digest": "abc"}
    assert run.job("package").summary == "abc abc"
    assert run.job("dev/Environment/deploy").log == ["tools!", "dev none"]


def test_what_fails_skips_the_rest_of_its_job_and_who_needs_it(in_order: InOrder, tmp_path: Path) -> None:
    run = in_order.run(checkout(tmp_path, result="'false'"), "deploy.yml", "push", {})

    assert list(run.jobs) == ["Deploy/package", "dev/Environment/deploy"]
    assert run.job("dev/Environment/deploy").steps["rollback"] == "success"
    assert not run.succeeded


def test_an_action_that_fails_fails_its_step(in_order: InOrder, tmp_path: Path) -> None:
    run = in_order.run(checkout(tmp_path, tools="'false'"), "deploy.yml", "push", {})

    assert run.job("dev/Environment/deploy").steps["./.github/actions/tools"] == "failure"


def test_one_job_runs_with_those_that_it_needs(in_order: InOrder, tmp_path: Path) -> None:
    run = in_order.run(checkout(tmp_path), "deploy.yml", "push", {}, "package")

    assert list(run.jobs) == ["Deploy/package"]
