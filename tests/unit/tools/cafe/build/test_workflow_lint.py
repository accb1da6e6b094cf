"""The checkers of the workflows, found or built, and what they find."""

from pathlib import Path

import pytest

from cafe.build import workflow_lint
from cafe.build.go_tools import ACTIONLINT
from cafe.checkout import Workspace
from cafe.errors import CafeError
from tests.support.tools.fake_programs import Programs, install_go_tool


@pytest.fixture
def zizmor(programs: Programs, monkeypatch: pytest.MonkeyPatch) -> Path:
    program = programs.print("zizmor", "No findings to report.")
    monkeypatch.setattr(workflow_lint, "ZIZMOR", program)
    return program


@pytest.mark.usefixtures("zizmor")
def test_workflows_without_a_finding_pass(space: Workspace) -> None:
    install_go_tool(space, ACTIONLINT, "exit 0")

    workflow_lint.check(space)


@pytest.mark.usefixtures("zizmor")
def test_a_finding_is_shown(space: Workspace) -> None:
    install_go_tool(space, ACTIONLINT, "echo 'deploy.yml:3:1: unknown key'; exit 1")

    with pytest.raises(CafeError, match="unknown key"):
        workflow_lint.check(space)
