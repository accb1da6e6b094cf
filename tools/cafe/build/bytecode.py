"""Bytecode that is believed without a look at its source, so that a zip's 1980 dates don't make Lambda compile again.

The bytes depend on nothing but the source and the Python that compiles: one process, one order, one hash seed,
names of files relative to the zip.
"""

import sys
from pathlib import Path

from cafe.programs import run

COMPILE = ("-S", "-s", "-P", "-m", "compileall", "-q", "-f", "--invalidation-mode", "unchecked-hash")
WITHOUT_DOCSTRINGS = ("-o", "2")
SEED = {"PYTHONHASHSEED": "0"}


def add_to_source(tree: Path, logs: Path) -> None:
    """Bytecode beside the source, in `__pycache__`."""
    _compile(tree, logs, "-o", "0")


def replace_source(tree: Path, logs: Path) -> None:
    """Bytecode in place of the source, without docstrings: tracebacks keep file, line and function."""
    _compile(tree, logs, "-b", *WITHOUT_DOCSTRINGS)
    for source in tree.rglob("*.py"):
        source.unlink()


def _compile(tree: Path, logs: Path, *options: str) -> None:
    run([sys.executable, *COMPILE, *options, "-s", tree, tree], log=logs / "bytecode.log", cwd=tree, env=SEED)
