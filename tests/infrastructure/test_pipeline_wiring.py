"""The workflow files themselves under act, with commands that only refuse: what hangs together, and what if not.

The rehearsal's own story and expectations run against them, so each mutation here is one that the rehearsal finds.
"""

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest

from cafe.aws import Aws, LocalAws
from cafe.build.go_tools import ACT, go_tool
from cafe.checkout import Workspace, workspace
from cafe.environments import LiveEnvironment
from cafe.errors import CafeError
from cafe.rehearse import changes
from cafe.rehearse.act import Act
from cafe.rehearse.command import STAND_INS
from cafe.rehearse.fake_github import github_server
from cafe.rehearse.repository_copy import copy_repository
from cafe.rehearse.scenario import Stage

COPIED = ("README.md", "live/dev/env.hcl", "services/orders/domain/menu.json", "services/order_api/handler.py")
WIRING = workspace().root / "tests" / "support" / "workflows"


@dataclass(frozen=True)
class FolderAccount:
    """An account that is a folder, as the commands of the wiring keep it."""

    live: LiveEnvironment
    state: Path

    @property
    def aws(self) -> Aws:
        return LocalAws("http://127.0.0.1:1")

    def live_code(self) -> dict[str, tuple[str, str]]:
        code = (self.state / self.live.name).read_bytes() if (self.state / self.live.name).exists() else b""
        return {"order-api": ("1", sha256(code).hexdigest())}

    def cafe(self, *_arguments: str) -> str:
        return ""


@pytest.fixture
def root(space: Workspace, tmp_path: Path) -> Path:
    """A repository of the real workflows, with other tools."""
    folder = tmp_path / "root"
    shutil.copytree(space.root / ".github", folder / ".github")
    for name in COPIED:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(space.root / name, folder / name)
    shutil.copy2(WIRING / "tools.yml", folder / ".github/actions/tools/action.yml")
    return folder


@pytest.fixture
def stand_ins(tmp_path: Path) -> Path:
    folder = tmp_path / "actions"
    shutil.copytree(STAND_INS, folder)
    shutil.copy2(WIRING / "credentials.yml", folder / "configure-aws-credentials" / "action.yml")
    return folder


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The accounts; a change by hand is a file."""
    folder = tmp_path / "state"
    folder.mkdir()
    drifted = folder / "prod.drifted"

    def change(_live: LiveEnvironment, _aws: Aws) -> str:
        drifted.touch()
        return "180"

    def put_back(_live: LiveEnvironment, _aws: Aws, _seconds: str) -> None:
        drifted.unlink()

    monkeypatch.setattr(changes, "let_messages_be_hidden_longer", change)
    monkeypatch.setattr(changes, "hide_messages_as_long_as", put_back)
    return folder


@pytest.fixture
def stage(space: Workspace, root: Path, stand_ins: Path, state: Path, tmp_path: Path) -> Iterator[Stage]:
    with github_server("cafe/orders", "secret", 0) as github:
        variables = {
            "GITHUB_API_URL": github.url,
            "REHEARSAL_PYTHON": str(tmp_path),
            "REHEARSAL_REMOTE": str(tmp_path / "copy" / "remote.git"),
            "WIRING_COMMANDS": str(WIRING),
            "WIRING_STATE": str(state),
        }
        act = Act(go_tool(space, ACT), stand_ins, tmp_path, tmp_path / "logs", "cafe/orders", "secret", variables)
        accounts = {name: FolderAccount(LiveEnvironment(name, "1", "us-east-1"), state) for name in ("dev", "prod")}
        commit(root)
        yield Stage(act, copy_repository(root, tmp_path / "copy"), github, accounts, tmp_path / "kept")


def commit(root: Path) -> None:
    somebody = ("-c", "user.name=A", "-c", "user.email=a@cafe.example")
    for arguments in (("init", "--quiet"), ("add", "--all"), (*somebody, "commit", "--quiet", "--message", "Open")):
        subprocess.run(["git", *arguments], cwd=root, check=True)


def test_the_workflows_hang_together(stage: Stage) -> None:
    stage.play()


@dataclass(frozen=True)
class Mutation:
    """A change of a workflow's file, the chapter that meets it, and how it is found."""

    chapter: str
    file: str
    old: str
    new: str
    problem: str


MUTATIONS = {
    "a step is renamed": Mutation(
        "first_merge", "environment.yml", "id: smoke", "id: smoked", "'smoke': 'did not run'"
    ),
    "the role's step is renamed": Mutation(
        "first_merge", "environment.yml", "id: role", "id: rolle", "dev/Environment/Deploy: failure"
    ),
    "prod does not wait for dev": Mutation(
        "first_merge",
        "deploy.yml",
        "    needs: dev\n",
        "    needs: package\n",
        "prod/Environment/Deploy: failure|did not wait",
    ),
    "dev does not wait for the package": Mutation(
        "first_merge", "deploy.yml", "    needs: package\n", "", "Artifact not found|did not wait"
    ),
    "the deploy does not wait for its plan": Mutation(
        "first_merge", "environment.yml", "    needs: plan\n", "", "Nothing is not the digest|did not wait"
    ),
    "an output has another name": Mutation(
        "first_pull_request",
        "plan.yml",
        "steps.role.outputs.arn",
        "steps.role.outputs.role",
        "may not plan",
    ),
    "an input has another name": Mutation(
        "first_merge",
        "environment.yml",
        "      environment: ${{ inputs.environment }}\n",
        "      environment: ${{ inputs.enviroment }}\n",
        "Plan dev/Plan/Plan: failure",
    ),
    "prod is not held against dev": Mutation(
        "first_merge", "deploy.yml", "      same-as: dev\n", "", "must be held against dev"
    ),
    "the pull request's number is lost": Mutation(
        "first_pull_request",
        "pull-request.yml",
        "github.event.pull_request.number }}\n          GITHUB",
        "github.event.number_of_it }}\n          GITHUB",
        "GitHub answers 404",
    ),
    "the comment does not wait for the plans": Mutation(
        "first_pull_request",
        "pull-request.yml",
        "    needs: plan\n    if: ${{ !cancelled() && needs.plan.result != 'skipped' }}\n",
        "",
        "Artifact not found for name: summary-dev",
    ),
    "a fork is planned": Mutation(
        "fork",
        "pull-request.yml",
        "head.repo.full_name == github.repository",
        "head.repo.full_name != github.base_ref",
        "For a fork these jobs ran",
    ),
    "a plan is not kept for the deploy": Mutation(
        "first_merge",
        "plan.yml",
        "if: inputs.is-for-deploy\n",
        "if: inputs.is-for-deployment\n",
        "Nothing is not the digest",
    ),
    "the digest of the plans is lost": Mutation(
        "first_merge", "plan.yml", "steps.keep.outputs.digest", "steps.kept.outputs.digest", "Nothing is not the digest"
    ),
    "dev is planned twice, prod never": Mutation(
        "drift", "drift.yml", "environment: [dev, prod]", "environment: [dev, dev]", "summary-dev was already uploaded"
    ),
    "what failed is not taken back": Mutation(
        "broken",
        "environment.yml",
        "steps.deploy.outcome == 'success'",
        "steps.deployed.outcome == 'success'",
        "'rollback': 'did not run'",
    ),
}


@pytest.mark.parametrize("mutation", MUTATIONS.values(), ids=MUTATIONS.keys())
def test_a_workflow_that_does_not_hang_together_fails_the_rehearsal(
    root: Path, request: pytest.FixtureRequest, mutation: Mutation
) -> None:
    file = root / ".github" / "workflows" / mutation.file
    assert mutation.old in file.read_text(), f"{mutation.file} does not say {mutation.old}"
    file.write_text(file.read_text().replace(mutation.old, mutation.new, 1))
    stage: Stage = request.getfixturevalue("stage")
    stage.repository.branch("first")
    stage.repository.commit("Say that it was rehearsed", changes.touch_the_readme)

    with pytest.raises(CafeError, match=mutation.problem):
        getattr(stage, mutation.chapter)()
