"""The workflow files themselves under act, with commands that only refuse what the real ones would refuse.

The scenario of the rehearsal runs against them, so each mutation here is one that the rehearsal finds.
"""

import shutil
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
from cafe.functions import MANIFEST
from cafe.rehearse import changes
from cafe.rehearse.act import Act
from cafe.rehearse.command import STAND_INS, deployed_environments
from cafe.rehearse.fake_github import fake_github
from cafe.rehearse.repository_copy import copy_repository
from cafe.rehearse.scenario import Scenario
from tests.support.tools.repository import commit_all

ROOT = workspace().root
WIRING = ROOT / "tests" / "support" / "workflows"
ENVIRONMENTS = deployed_environments(ROOT)
COPIED = (
    *(changes.README, changes.MENU, MANIFEST, changes.handler_of_api(ROOT).relative_to(ROOT)),
    *(changes.settings_of(Path(), name) for name in ENVIRONMENTS),
)


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
        return {"every function": ("1", sha256(code).hexdigest())}

    def cafe(self, *_arguments: str) -> str:
        return ""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository of the real workflows, with other tools."""
    folder = tmp_path / "root"
    shutil.copytree(ROOT / ".github", folder / ".github")
    for name in COPIED:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, folder / name)
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

    def change(live: LiveEnvironment, _aws: Aws) -> str:
        (folder / f"{live.name}.drifted").touch()
        return "180"

    def restore(live: LiveEnvironment, _aws: Aws, _seconds: str) -> None:
        (folder / f"{live.name}.drifted").unlink()

    monkeypatch.setattr(changes, "change_the_visibility_timeout", change)
    monkeypatch.setattr(changes, "restore_the_visibility_timeout", restore)
    return folder


@pytest.fixture
def scenario(space: Workspace, root: Path, stand_ins: Path, state: Path, tmp_path: Path) -> Iterator[Scenario]:
    with fake_github("cafe/orders", "secret", 0) as github:
        variables = {
            "GITHUB_API_URL": github.url,
            "REHEARSAL_PYTHON": str(tmp_path),
            "REHEARSAL_REMOTE": str(tmp_path / "copy" / "remote.git"),
            "WIRING_COMMANDS": str(WIRING),
            "WIRING_FIRST": ENVIRONMENTS[0],
            "WIRING_STATE": str(state),
        }
        act = Act(go_tool(space, ACT), stand_ins, tmp_path, tmp_path / "logs", "cafe/orders", "secret", variables)
        accounts = {name: FolderAccount(LiveEnvironment(name, "1", "us-east-1"), state) for name in ENVIRONMENTS}
        commit_all(root)
        yield Scenario(act, copy_repository(root, tmp_path / "copy"), github, accounts, tmp_path / "kept")


def test_the_workflows_fit_together(scenario: Scenario) -> None:
    scenario.run()


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
        "first_merge", "environment.yml", "    needs: plan\n", "", "There is no digest|did not wait"
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
    "prod is not compared with dev": Mutation(
        "first_merge", "deploy.yml", "      same-as: dev\n", "", "must be compared with"
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
        "There is no digest",
    ),
    "the digest of the plans is lost": Mutation(
        "first_merge", "plan.yml", "steps.upload.outputs.digest", "steps.uploaded.outputs.digest", "There is no digest"
    ),
    "dev is planned twice, prod never": Mutation(
        "drift", "drift.yml", "environment: [dev, prod]", "environment: [dev, dev]", "summary-dev was already uploaded"
    ),
    "a failed deploy is not rolled back": Mutation(
        "broken",
        "environment.yml",
        "steps.deploy.outcome == 'success'",
        "steps.deployed.outcome == 'success'",
        "'rollback': 'did not run'",
    ),
}


@pytest.mark.parametrize("mutation", MUTATIONS.values(), ids=MUTATIONS.keys())
def test_a_workflow_that_does_not_fit_fails_the_rehearsal(
    root: Path, request: pytest.FixtureRequest, mutation: Mutation
) -> None:
    file = root / ".github" / "workflows" / mutation.file
    assert mutation.old in file.read_text(), f"{mutation.file} does not say {mutation.old}"
    file.write_text(file.read_text().replace(mutation.old, mutation.new, 1))
    scenario: Scenario = request.getfixturevalue("scenario")
    scenario.repository.branch("first")
    scenario.repository.commit("Say that it was rehearsed", changes.edit_the_readme)

    with pytest.raises(CafeError, match=mutation.problem):
        getattr(scenario, mutation.chapter)()
