"""A version has one place; where a file must repeat it, the two are compared."""

import json
import re
import subprocess
import tomllib
from collections.abc import Iterator

import pytest

from cafe.build import go_tools
from cafe.build.go_tools import TERRAGRUNT, GoTool
from cafe.checkout import PYTHON, workspace
from cafe.deliver.toolchain import TERRAFORM_MINIMUM
from cafe.local.preflight import NODE_MINIMUM, NPM_MINIMUM

ROOT = workspace().root
MISE = tomllib.loads((ROOT / "mise.toml").read_text())["tools"]
NODE = MISE["node"]["version"]
NPM = MISE["node"]["postinstall"].rpartition("@")[2]
DEVCONTAINER = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text())
PACKAGE = json.loads((ROOT / "web" / "package.json").read_text())
TOOLS = [tool for tool in vars(go_tools).values() if isinstance(tool, GoTool)]
TEXTS = ("*.md", "*.py", "*.yml", "*.json", "*.toml", "*.tf", "*.mjs", "*.ts", ".ci/*")
OTHERS = {"CHANGELOG.md", "docs/benchmarks.md", "tests/unit/tools/cafe/local/test_preflight.py"}
"""What was once, what one machine had, and machines that are not ready."""
WRITTEN = {
    "Node": (r"(?<!needs )\bNode (\d+)", NODE),
    "npm": (r"\bnpm (\d+)|npm@(\d+)", NPM),
    "Go": (r"(?<!Terraform's \()\bGo (\d+\.\d+)", MISE["go"]),
    "Terraform": (r"\bTerraform (\d+\.\d+)", TERRAFORM_MINIMUM),
    "Python": (r"\bPython (\d+\.\d+)|\"python(\d\.\d+)\"|devcontainers/python:(\d+\.\d+)", PYTHON),
}


def written(pattern: str) -> Iterator[tuple[str, str]]:
    listed = subprocess.run(["git", "ls-files", *TEXTS], cwd=ROOT, capture_output=True, text=True, check=True)
    for name in set(listed.stdout.split()) - OTHERS:
        for found in re.finditer(pattern, (ROOT / name).read_text()):
            yield name, next(group for group in found.groups() if group)


@pytest.mark.parametrize("program", WRITTEN)
def test_a_version_in_a_text_is_the_one_that_is_used(program: str) -> None:
    pattern, version = WRITTEN[program]
    found = list(written(pattern))

    assert found
    assert [(name, wrong) for name, wrong in found if wrong != version] == []


def test_one_python_runs_everything() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    runtime = re.findall(r'runtime += "python([\d.]+)"', (ROOT / "modules/lambda_function/main.tf").read_text())
    following = f"3.{int(PYTHON.rpartition('.')[2]) + 1}"

    assert project["requires-python"] == f">={PYTHON},<{following}"
    assert [(ROOT / ".python-version").read_text().strip(), MISE["python"], *runtime] == [PYTHON] * 3


def test_the_development_container_has_the_programs_of_mise() -> None:
    features = {name.rpartition("/")[2]: options for name, options in DEVCONTAINER["features"].items()}

    assert {name: features[f"{name}:1"]["version"] for name in ("node", "go", "terraform")} == {
        "node": NODE,
        "go": MISE["go"],
        "terraform": MISE["terraform"],
    }


def test_node_and_npm_are_checked_and_required_in_the_version_that_mise_installs() -> None:
    engines = {name: re.findall(r"\d+", wanted)[0] for name, wanted in PACKAGE["engines"].items()}

    assert engines == {"node": NODE, "npm": NPM}
    assert (str(NODE_MINIMUM), str(NPM_MINIMUM)) == (NODE, NPM)


def test_terraform_is_the_oldest_that_the_modules_allow() -> None:
    allowed = {re.findall(r'required_version = "(.*)"', text)[0] for text in versions_of_modules()}

    assert allowed == {f">= {TERRAFORM_MINIMUM}"}
    assert MISE["terraform"].startswith(f"{TERRAFORM_MINIMUM}.")


def versions_of_modules() -> list[str]:
    return [file.read_text() for file in (ROOT / "modules").glob("**/versions.tf")]


def test_the_provider_has_one_version() -> None:
    found = list(written(r'source += "hashicorp/aws"\n +version += "([\d.]+)"'))

    assert len({version for _, version in found}) == 1


def test_terragrunt_is_installed_in_the_version_that_is_built() -> None:
    assert MISE["terragrunt"] == TERRAGRUNT.version


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name)
def test_a_tool_of_go_is_built_by_the_go_that_mise_installs(tool: GoTool) -> None:
    (wanted,) = re.findall(r"^go (\d+\.\d+)", (tool.module / "go.mod").read_text(), re.MULTILINE)

    assert wanted == MISE["go"]


def test_an_action_has_one_commit() -> None:
    found = {use for _, use in written(r"uses: ([\w-]+/[\w-]+@\w+ # v[\d.]+)")}

    assert len({use.partition("@")[0] for use in found}) == len(found)
