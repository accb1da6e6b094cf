"""The checks of the Terraform modules: tflint for their code, terraform-docs for their READMEs."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from cafe.build.go_tools import TERRAFORM_DOCS, TFLINT, go_tool
from cafe.checkout import Workspace
from cafe.errors import CafeError
from cafe.programs import run


def check(space: Workspace) -> None:
    """Raises CafeError with what tflint found, or with the READMEs that are not as their modules."""
    config = f"--config={space.root / '.tflint.hcl'}"
    options = ("--recursive", "--format=compact", "--no-color", config)
    tflint, terraform_docs = go_tool(space, TFLINT), go_tool(space, TERRAFORM_DOCS)
    run([tflint, *options], log=space.logs / "tflint.log", cwd=space.root / "modules")
    try:
        _document(space, terraform_docs, "--output-check")
    except CafeError as failure:
        raise CafeError(failure.problem, "Bring it up to date: .venv/bin/cafe modules --write") from None


def write(space: Workspace) -> None:
    """Bring the READMEs of all modules up to date."""
    _document(space, go_tool(space, TERRAFORM_DOCS))


def modules(space: Workspace) -> Iterator[Path]:
    """The folders of modules."""
    return (file.parent for file in sorted((space.root / "modules").glob("**/versions.tf")))


def _document(space: Workspace, program: Path, *options: str) -> None:
    config = space.root / "modules" / ".terraform-docs.yml"

    def one(module: Path) -> None:
        log = space.logs / f"terraform-docs-{module.name}.log"
        run([program, "--config", config, *options, module], log=log, cwd=space.root)

    with ThreadPoolExecutor() as pool:
        list(pool.map(one, modules(space)))
