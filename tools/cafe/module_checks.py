"""The checks of the Terraform modules: tflint for what they declare, terraform-docs for what their READMEs say."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from cafe.commands import require, run
from cafe.errors import CafeError
from cafe.go_tools import TERRAFORM_DOCS, TFLINT, GoTool, go_tool
from cafe.workspace import Workspace


def check(space: Workspace) -> None:
    """Raises CafeError with what tflint found, or with the READMEs that are not as their modules."""
    config = f"--config={space.root / '.tflint.hcl'}"
    options = ("--recursive", "--format=compact", "--no-color", config)
    run([_built(space, TFLINT), *options], log=space.logs / "tflint.log", cwd=space.root / "modules")
    try:
        _document(space, "--output-check")
    except CafeError as failure:
        raise CafeError(failure.problem, "Bring it up to date: .venv/bin/cafe modules --write") from None


def write(space: Workspace) -> None:
    """Bring the READMEs of all modules up to date."""
    _document(space)


def modules(space: Workspace) -> Iterator[Path]:
    """The folders of modules."""
    return (file.parent for file in sorted((space.root / "modules").glob("**/versions.tf")))


def _document(space: Workspace, *options: str) -> None:
    program = _built(space, TERRAFORM_DOCS)
    config = space.root / "modules" / ".terraform-docs.yml"

    def one(module: Path) -> None:
        log = space.logs / f"terraform-docs-{module.name}.log"
        run([program, "--config", config, *options, module], log=log, cwd=space.root)

    with ThreadPoolExecutor() as pool:
        list(pool.map(one, modules(space)))


def _built(space: Workspace, tool: GoTool) -> Path:
    if not tool.path(space).exists():
        require("go", f"{tool.name} {tool.version} is built by Go: mise install")
    return go_tool(space, tool)
