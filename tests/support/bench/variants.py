"""What is measured side by side: our zips, and usual ways to write the same, each unpacked as Lambda does."""

import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cafe.build import bytecode, function_zips
from cafe.checkout import UV, Workspace
from cafe.functions import Function, read_functions
from cafe.programs import run
from orders.domain.menu import MENU_FILE

PEERS: Final = Path(__file__).with_name("peers")
OURS: Final = "ours"


@dataclass(frozen=True)
class Variant:
    """A folder with a function in it, and the module whose `handle` Lambda calls."""

    name: str
    function: Function
    tree: Path
    module: str


def all_variants(space: Workspace, place: Path) -> list[Variant]:
    """For each function: ours, and both peers with and without bytecode that Python believes."""
    built = {artifact.path.stem: artifact.path for artifact in function_zips.package(space)}
    stock, cookbook = _stock(space, place / "boto3"), _cookbook(space, place / "cookbook")
    found = []
    for function in read_functions(space.root):
        ours, handler = place / OURS / function.name, f"{function.package}.handler"
        with zipfile.ZipFile(built[function.name]) as archive:
            archive.extractall(ours)
        found += [
            Variant(OURS, function, ours, handler),
            Variant("boto3", function, stock, handler),
            Variant("boto3, compiled", function, _compiled(stock, space), handler),
            Variant("cookbook", function, cookbook, f"cookbook.{function.trigger}"),
            Variant("cookbook, compiled", function, _compiled(cookbook, space), f"cookbook.{function.trigger}"),
        ]
    return found


def _stock(space: Workspace, tree: Path) -> Path:
    """Our own handlers on boto3 as it comes."""
    _install(space, "bench_boto3", tree)
    shutil.copytree(space.root / "services", tree, ignore=shutil.ignore_patterns("__pycache__"), dirs_exist_ok=True)
    shutil.copytree(PEERS / "boto3", tree, dirs_exist_ok=True)
    return tree


def _cookbook(space: Workspace, tree: Path) -> Path:
    _install(space, "bench_cookbook", tree)
    shutil.copytree(PEERS / "cookbook", tree / "cookbook")
    shutil.copy(MENU_FILE, tree / "cookbook")
    return tree


def _install(space: Workspace, group: str, tree: Path) -> None:
    """As the builders do that unpack wheels: without bytecode."""
    lock = space.root / "requirements" / f"{group}.txt"
    how = ("--require-hashes", "--link-mode", "copy", "--no-compile-bytecode", "--python", sys.executable)
    run([UV, "pip", "install", *how, "--target", tree, "-r", lock], log=space.logs / f"{group}.log", cwd=space.root)


def _compiled(tree: Path, space: Workspace) -> Path:
    compiled = tree.with_name(f"{tree.name}-compiled")
    if not compiled.exists():
        shutil.copytree(tree, compiled)
        bytecode.add_to_source(compiled, space.logs)
    return compiled


def first_order(variant: Variant, event: str, environment: dict[str, str]) -> str:
    """The last line that a fresh, isolated Python prints; like Lambda's it can't keep what it compiles."""
    script = str(Path(__file__).with_name("first_order.py"))
    finished = subprocess.run(
        [sys.executable, "-I", "-S", "-B", script, str(variant.tree), variant.module, event],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr
    return finished.stdout.splitlines()[-1]
