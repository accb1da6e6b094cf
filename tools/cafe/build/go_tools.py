"""Programs built from their Go modules, pinned by go.sum, once a user."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from cafe.checkout import Workspace
from cafe.files import fingerprint
from cafe.programs import environment, require, run
from cafe.terminal import stderr

MODULES = Path(__file__).parents[2] / "go"


@dataclass(frozen=True)
class GoTool:
    """A program that is built from the module `tools/go/<name>`, whose go.mod has its package and version.

    `variable` is set to what `--version` prints; a build takes about `seconds` on two cores.
    """

    name: str
    variable: str
    seconds: int

    @property
    def module(self) -> Path:
        return MODULES / self.name

    @property
    def package(self) -> str:
        (package,) = _found(r"^tool (\S+)$", self.module)
        return package

    @property
    def version(self) -> str:
        """The required version of the module that holds the package."""
        required = (line.split(" v") for line in _found(r"^\s*(?:require )?(\S+ v\S+)", self.module))
        holds = [(module, version) for module, version in required if f"{self.package}/".startswith(f"{module}/")]
        return max(holds)[1]

    def path(self, space: Workspace) -> Path:
        """Where it is once it is built; another version of it or of a dependency has another place."""
        digest = fingerprint([self.module / "go.mod", self.module / "go.sum"])
        return space.cache / f"{self.name}-{self.version}-{digest[:12]}"


def _found(pattern: str, module: Path) -> list[str]:
    return re.findall(pattern, (module / "go.mod").read_text(), re.MULTILINE)


ACT = GoTool("act", "main.version={}", seconds=35)
ACTIONLINT = GoTool("actionlint", "github.com/rhysd/actionlint.version={}", seconds=20)
GITLEAKS = GoTool("gitleaks", "github.com/zricethezav/gitleaks/v8/version.Version={}", seconds=50)
OASDIFF = GoTool("oasdiff", "github.com/oasdiff/oasdiff/build.Version={}", seconds=50)
TERRAFORM_DOCS = GoTool("terraform-docs", "main.version={}", seconds=20)
TERRAGRUNT = GoTool("terragrunt", "github.com/gruntwork-io/terragrunt/internal/version.Version=v{}", seconds=200)
TFLINT = GoTool("tflint", "main.version={}", seconds=75)


def go_tool(space: Workspace, tool: GoTool) -> Path:
    """The program, built when it is not yet. Raises CafeError when Go is missing or the build fails."""
    built = tool.path(space)
    if not built.exists():
        require("go", f"{tool.name} {tool.version} is built by Go: mise install")
        stderr.print(f"[dim]…[/] building {tool.name} {tool.version}, once: about {tool.seconds} s")
        _build(space, tool)
    return built


def _build(space: Workspace, tool: GoTool) -> None:
    """The program appears under its name only when it is complete; another process may build it as well."""
    built = tool.path(space)
    unfinished = built.with_name(f"{built.name}.{os.getpid()}")
    variable = tool.variable.format(tool.version)
    run(
        ["go", "build", "-trimpath", "-ldflags", f"-s -w -X {variable}", "-o", unfinished, tool.package],
        log=space.logs / f"{unfinished.name}-build.log",
        cwd=tool.module,
        env=environment({"CGO_ENABLED": "0"}),
    )
    unfinished.replace(built)
