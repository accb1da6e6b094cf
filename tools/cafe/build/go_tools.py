"""Programs built from their Go modules, pinned by go.sum, once a user."""

from dataclasses import dataclass
from pathlib import Path

from cafe.checkout import Workspace
from cafe.programs import environment, require, run


@dataclass(frozen=True)
class GoTool:
    """A program whose module is `tools/go/<name>`; `version_variable` is what its `--version` prints."""

    name: str
    version: str
    package: str
    version_variable: str

    def path(self, space: Workspace) -> Path:
        """Where it is once it is built."""
        return space.cache / f"{self.name}-{self.version}"


ACT = GoTool("act", "0.2.80", "github.com/nektos/act", "main.version=0.2.80")
ACTIONLINT = GoTool(
    "actionlint", "1.7.12", "github.com/rhysd/actionlint/cmd/actionlint", "github.com/rhysd/actionlint.version=1.7.12"
)

TERRAFORM_DOCS = GoTool("terraform-docs", "0.21.0", "github.com/terraform-docs/terraform-docs", "main.version=0.21.0")
TFLINT = GoTool("tflint", "0.61.0", "github.com/terraform-linters/tflint", "main.version=0.61.0")
OASDIFF = GoTool("oasdiff", "1.35.0", "github.com/oasdiff/oasdiff", "github.com/oasdiff/oasdiff/build.Version=1.35.0")
GITLEAKS = GoTool(
    "gitleaks",
    "8.30.1",
    "github.com/zricethezav/gitleaks/v8",
    "github.com/zricethezav/gitleaks/v8/version.Version=8.30.1",
)


def go_tool(space: Workspace, tool: GoTool) -> Path:
    """The program, built when it is not yet. Raises CafeError when Go is missing or the build fails."""
    built = tool.path(space)
    if not built.exists():
        require("go", f"{tool.name} {tool.version} is built by Go: mise install")
        build(space, tool)
    return built


def build(space: Workspace, tool: GoTool) -> None:
    """Build the program; it appears under its name only when it is complete."""
    unfinished = tool.path(space).with_suffix(".unfinished")
    run(
        ["go", "build", "-trimpath", "-ldflags", f"-s -w -X {tool.version_variable}", "-o", unfinished, tool.package],
        log=space.logs / f"{tool.name}-build.log",
        cwd=space.root / "tools" / "go" / tool.name,
        env=environment({"CGO_ENABLED": "0"}),
    )
    unfinished.rename(tool.path(space))
