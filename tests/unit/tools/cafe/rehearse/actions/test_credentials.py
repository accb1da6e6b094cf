"""The token of a rehearsed job has the subject that GitHub writes into it."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from cafe.rehearse.actions.credentials import job, token_for

TOKEN = {"id-token": "write"}


@pytest.fixture(autouse=True)
def variables(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GITHUB_REPOSITORY", "cafe/orders")
    monkeypatch.setenv("GITHUB_EVENT_NAME", "push")
    monkeypatch.setenv("GITHUB_REF", "refs/heads/main")
    monkeypatch.setenv("GITHUB_WORKFLOW", "Deploy")
    monkeypatch.setenv("GITHUB_JOB", "deploy")


def subject_of(job: dict[str, Any]) -> str:
    claims = token_for(job).split(".")[1]
    return str(json.loads(base64.urlsafe_b64decode(claims + "==="))["sub"])


def test_a_job_in_an_environment_is_of_that_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENVIRONMENT", "prod")
    expression = "${{ inputs.environment }}"

    assert subject_of({"permissions": TOKEN, "environment": expression, "env": {"ENVIRONMENT": expression}}) == (
        "repo:cafe/orders:environment:prod"
    )


def test_another_job_is_of_its_event(monkeypatch: pytest.MonkeyPatch) -> None:
    assert subject_of({"permissions": TOKEN}) == "repo:cafe/orders:ref:refs/heads/main"

    monkeypatch.setenv("GITHUB_EVENT_NAME", "pull_request")

    assert subject_of({"permissions": TOKEN}) == "repo:cafe/orders:pull_request"


def test_a_job_without_the_permission_has_no_token() -> None:
    with pytest.raises(SystemExit, match="no `id-token: write`"):
        token_for({"permissions": {"contents": "read"}})


def test_the_job_is_read_from_its_workflows_file(tmp_path: Path) -> None:
    (tmp_path / ".github" / "workflows").mkdir(parents=True)
    file = tmp_path / ".github" / "workflows" / "deploy.yml"
    file.write_text("name: Deploy\njobs: {deploy: {permissions: {id-token: write}}}\n")

    assert job() == {"permissions": TOKEN}

    file.write_text("name: Another\n")
    with pytest.raises(SystemExit, match="no workflow Deploy"):
        job()
