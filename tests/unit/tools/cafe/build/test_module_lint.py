"""The checkers of the modules, and what they find."""

from pathlib import Path

import pytest

from cafe.build import module_lint
from cafe.build.go_tools import TERRAFORM_DOCS, TFLINT
from cafe.checkout import Workspace
from cafe.errors import CafeError
from tests.support.tools.fake_programs import install_go_tool


@pytest.fixture
def module(space: Workspace) -> Path:
    folder = space.root / "modules" / "queue"
    folder.mkdir(parents=True)
    (folder / "versions.tf").touch()
    return folder


def test_modules_without_a_finding_pass(space: Workspace, module: Path) -> None:
    install_go_tool(space, TFLINT, "exit 0")
    install_go_tool(space, TERRAFORM_DOCS, f'test "$3" = --output-check -a "$4" = {module}')

    module_lint.check(space)


@pytest.mark.usefixtures("module")
def test_a_finding_is_shown(space: Workspace) -> None:
    install_go_tool(space, TFLINT, "echo 'queue/variables.tf:1:1: is declared but not used'; exit 2")
    install_go_tool(space, TERRAFORM_DOCS, "exit 0")

    with pytest.raises(CafeError, match="declared but not used"):
        module_lint.check(space)


@pytest.mark.usefixtures("module")
def test_a_readme_that_is_not_as_its_module_is_named_with_the_way_out(space: Workspace) -> None:
    install_go_tool(space, TFLINT, "exit 0")
    install_go_tool(space, TERRAFORM_DOCS, "echo 'queue/README.md is out of date'; exit 1")

    with pytest.raises(CafeError, match=r"queue/README\.md is out of date") as told:
        module_lint.check(space)
    assert told.value.remedy == "Bring it up to date: .venv/bin/cafe modules --write"


def test_readmes_are_brought_up_to_date(space: Workspace, module: Path) -> None:
    install_go_tool(space, TERRAFORM_DOCS, 'echo written > "$3/README.md"')

    module_lint.write(space)

    assert (module / "README.md").read_text() == "written\n"


@pytest.mark.usefixtures("programs", "module")
def test_a_missing_go_is_not_taken_for_a_readme_that_is_out_of_date(space: Workspace) -> None:
    install_go_tool(space, TFLINT, "exit 0")

    with pytest.raises(CafeError) as told:
        module_lint.check(space)
    assert told.value.remedy == "terraform-docs 0.21.0 is built by Go: mise install"
