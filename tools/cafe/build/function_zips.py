"""The functions' zips: the same bytes on every build and machine, and no more than what is called.

Only pure Python goes in, so one zip serves arm64 and x86-64. Our own code travels as source with its bytecode,
dependencies as bytecode alone: Lambda can't keep what it compiles, so it would compile at every cold start.
"""

import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cafe.build import bytecode
from cafe.build.botocore_models import reduce_service_models
from cafe.build.packaged_dependencies import Member, check_reasons
from cafe.checkout import PYTHON, UV, Workspace
from cafe.errors import CafeError
from cafe.files import digest_of, fingerprint, read_json, write_json
from cafe.functions import Function, read_functions
from cafe.programs import run

LIMIT_BYTES = 1_500_000
EARLIEST_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
FILE_MODE = 0o100644
NOT_READ_AT_RUN_TIME = ("headers.json", "parameters.json", "routes.json")  # of the contract
NOT_SHIPPED = shutil.ignore_patterns("__pycache__", "requirements.*", *NOT_READ_AT_RUN_TIME)
LEFT_OUT_FILES = {"RECORD", "INSTALLER", "REQUESTED", "direct_url.json"}
LEFT_OUT_PLACES = (
    "bin",
    "aws_lambda_powertools/event_handler",
    "dateutil/zoneinfo",  # time zones by name: times of AWS are UTC
    "urllib3/contrib/emscripten",
)
POWERTOOLS_UTILITIES_USED = {"__init__.py", "jmespath_utils"}


@dataclass(frozen=True)
class Artifact:
    """A built zip with its size in bytes and its SHA-256 (hexadecimal)."""

    path: Path
    size: int
    sha256: str


def package(space: Workspace) -> list[Artifact]:
    """Build what has changed. Raises CafeError when a zip is over its budget or holds compiled code."""
    return [_current(space, function) or _build(space, function) for function in read_functions(space.root)]


def members(artifact: Path) -> list[Member]:
    """What a zip holds."""
    with zipfile.ZipFile(artifact) as archive:
        return [Member(entry.filename, entry.compress_size) for entry in archive.infolist()]


def _inputs(space: Workspace, function: Function) -> str:
    services = space.root / "services"
    tools = [Path(__file__).with_name(f"{name}.py") for name in ("function_zips", "bytecode", "botocore_models")]
    calls = json.dumps(function.calls, sort_keys=True)
    return fingerprint([services / "orders", services / function.package, *tools], calls)


def _current(space: Workspace, function: Function) -> Artifact | None:
    record = _record(space, function)
    if not record.exists():
        return None
    recorded = read_json(record)
    path = space.artifacts / f"{function.name}.zip"
    if not path.exists() or recorded["inputs"] != _inputs(space, function):
        return None
    artifact = _describe(path)
    return artifact if artifact.sha256 == recorded["sha256"] else None


def _record(space: Workspace, function: Function) -> Path:
    return space.artifacts / f"{function.name}.json"


def _build(space: Workspace, function: Function) -> Artifact:
    inputs = _inputs(space, function)
    path = space.artifacts / f"{function.name}.zip"
    with tempfile.TemporaryDirectory() as folder:
        dependencies, own = Path(folder) / "dependencies", Path(folder) / "own"
        _install_dependencies(space, function, dependencies)
        _reduce(dependencies, function)
        _refuse_compiled_code(path, dependencies)
        for name in ("orders", function.package):
            shutil.copytree(space.root / "services" / name, own / name, ignore=NOT_SHIPPED)
        _refuse_compiled_code(path, own)
        bytecode.replace_source(dependencies, space.logs)
        bytecode.add_to_source(own, space.logs)
        _zip([dependencies, own], path)
    artifact = _describe(path)
    _check(artifact)
    write_json(_record(space, function), {"inputs": inputs, "sha256": artifact.sha256})
    return artifact


def _install_dependencies(space: Workspace, function: Function, tree: Path) -> None:
    # Copies, not links: what is reduced below must not be the cache's own files.
    how = ("--link-mode", "copy", "--require-hashes", "--only-binary", ":all:", "--no-compile-bytecode")
    platform = ("--python-version", PYTHON, "--python-platform", "aarch64-manylinux2014")
    run(
        [UV, "pip", "install", *how, *platform, "--target", tree, "-r", space.root / function.lock],
        log=space.logs / f"package-{function.name}.log",
        cwd=space.root,
    )
    check_reasons(tree)


def _reduce(tree: Path, function: Function) -> None:
    for place in LEFT_OUT_PLACES:
        shutil.rmtree(tree / place, ignore_errors=True)
    for utility in (tree / "aws_lambda_powertools" / "utilities").iterdir():
        if utility.is_dir() and utility.name not in POWERTOOLS_UTILITIES_USED:
            shutil.rmtree(utility)
    reduce_service_models(tree / "botocore" / "data", function.calls)


def _zip(trees: list[Path], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    files = {file.relative_to(tree).as_posix(): file for tree in trees for file in _shipped(tree)}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, EARLIEST_ZIP_DATE)
            entry.external_attr = FILE_MODE << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, files[name].read_bytes())


def _shipped(tree: Path) -> Iterator[Path]:
    return (file for file in tree.rglob("*") if file.is_file() and file.name not in LEFT_OUT_FILES)


def _describe(path: Path) -> Artifact:
    return Artifact(path, path.stat().st_size, digest_of(path))


def _refuse_compiled_code(path: Path, tree: Path) -> None:
    compiled = [file.relative_to(tree) for file in tree.rglob("*") if file.suffix in {".so", ".pyd"}]
    if compiled:
        raise CafeError(
            f"{path.name} holds compiled code: {compiled[0]}.",
            "Use a pure Python dependency.",
            page="docs/benchmarks.md#the-zips",
        )


def _check(artifact: Artifact) -> None:
    if artifact.size > LIMIT_BYTES:
        raise CafeError(
            f"{artifact.path.name} has {artifact.size:,} bytes; the budget is {LIMIT_BYTES:,}.",
            "See what is in it: cafe package --list",
            page="docs/benchmarks.md#the-zips",
        )
