"""The functions' zips: the same bytes on every build and machine.

Only pure Python goes in, so one zip serves arm64 and x86-64. botocore's data is reduced to the services that a
function calls, and what no function imports is left out.
"""

import hashlib
import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cafe.commands import run
from cafe.errors import CafeError
from cafe.fingerprint import fingerprint
from cafe.workspace import UV, Workspace

LIMIT_BYTES = 1_500_000
EARLIEST_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
FILE_MODE = 0o100644
LEFT_OUT_FOLDERS = {"__pycache__", "bin"}
LEFT_OUT_FILES = {"RECORD", "INSTALLER", "REQUESTED", "direct_url.json"}
LEFT_OUT_PACKAGE = "aws_lambda_powertools/event_handler"
POWERTOOLS_UTILITIES_USED = {"__init__.py", "jmespath_utils"}


@dataclass(frozen=True)
class Function:
    """A Lambda function: the package that holds its handler, and the AWS services that it calls."""

    name: str
    aws_services: tuple[str, ...]


FUNCTIONS = (
    Function("order_api", ("dynamodb",)),
    Function("order_relay", ("sqs", "sns")),
    Function("order_processor", ("dynamodb",)),
)


@dataclass(frozen=True)
class Artifact:
    """A built zip with its size in bytes and its SHA-256 (hexadecimal)."""

    path: Path
    size: int
    sha256: str


def package(space: Workspace) -> list[Artifact]:
    """Build what has changed. Raises CafeError when a zip is over its budget or holds compiled code."""
    return [_current(space, function) or _build(space, function) for function in FUNCTIONS]


def members(artifact: Path) -> list[tuple[str, int]]:
    """Names and sizes in bytes of what a zip holds."""
    with zipfile.ZipFile(artifact) as archive:
        return [(entry.filename, entry.file_size) for entry in archive.infolist()]


def _inputs(space: Workspace, function: Function) -> str:
    services = space.root / "services"
    places = [services / "orders", services / function.name, _lock(space, function), Path(__file__)]
    return fingerprint(places)


def _lock(space: Workspace, function: Function) -> Path:
    return space.root / "requirements" / f"{function.name}.txt"


def _current(space: Workspace, function: Function) -> Artifact | None:
    record = _record(space, function)
    if not record.exists():
        return None
    remembered = json.loads(record.read_text())
    path = space.artifacts / f"{function.name}.zip"
    if not path.exists() or remembered["inputs"] != _inputs(space, function):
        return None
    artifact = _describe(path)
    return artifact if artifact.sha256 == remembered["sha256"] else None


def _record(space: Workspace, function: Function) -> Path:
    return space.artifacts / f"{function.name}.json"


def _build(space: Workspace, function: Function) -> Artifact:
    inputs = _inputs(space, function)
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder)
        _install_dependencies(space, function, tree)
        for name in ("orders", function.name):
            shutil.copytree(space.root / "services" / name, tree / name)
        _reduce(tree, function)
        path = space.artifacts / f"{function.name}.zip"
        _zip(tree, path)
    artifact = _describe(path)
    _check(artifact)
    _record(space, function).write_text(json.dumps({"inputs": inputs, "sha256": artifact.sha256}))
    return artifact


def _install_dependencies(space: Workspace, function: Function, tree: Path) -> None:
    # Copies, not links: what is reduced below must not be the cache's own files.
    how = ("--link-mode", "copy", "--require-hashes", "--only-binary", ":all:")
    platform = ("--python-version", "3.13", "--python-platform", "aarch64-manylinux2014")
    run(
        [UV, "pip", "install", *how, *platform, "--target", tree, "-r", _lock(space, function)],
        log=space.logs / f"package-{function.name}.log",
        cwd=space.root,
    )


def _reduce(tree: Path, function: Function) -> None:
    shutil.rmtree(tree / LEFT_OUT_PACKAGE)
    for utility in (tree / "aws_lambda_powertools" / "utilities").iterdir():
        if utility.is_dir() and utility.name not in POWERTOOLS_UTILITIES_USED:
            shutil.rmtree(utility)
    data = tree / "botocore" / "data"
    for folder in (entry for entry in data.iterdir() if entry.is_dir()):
        if folder.name not in function.aws_services:
            shutil.rmtree(folder)
    for example in data.rglob("examples-1.json*"):
        example.unlink()
    _reduce_endpoints(data / "endpoints.json", function)


def _reduce_endpoints(file: Path, function: Function) -> None:
    endpoints = json.loads(file.read_text())
    for partition in endpoints["partitions"]:
        called = {name: partition["services"][name] for name in function.aws_services if name in partition["services"]}
        partition["services"] = called
    file.write_text(json.dumps(endpoints, sort_keys=True, separators=(",", ":")))


def _zip(tree: Path, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for file in sorted(_shipped(tree)):
            entry = zipfile.ZipInfo(file.relative_to(tree).as_posix(), EARLIEST_ZIP_DATE)
            entry.external_attr = FILE_MODE << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, file.read_bytes())


def _shipped(tree: Path) -> Iterator[Path]:
    for file in tree.rglob("*"):
        parts = set(file.relative_to(tree).parts)
        if file.is_file() and not parts & LEFT_OUT_FOLDERS and file.name not in LEFT_OUT_FILES:
            yield file


def _describe(path: Path) -> Artifact:
    content = path.read_bytes()
    return Artifact(path, len(content), hashlib.sha256(content).hexdigest())


def _check(artifact: Artifact) -> None:
    compiled = [name for name, _ in members(artifact.path) if name.endswith((".so", ".pyd"))]
    if compiled:
        raise CafeError(f"{artifact.path.name} holds compiled code: {compiled[0]}.", "Use a pure Python dependency.")
    if artifact.size > LIMIT_BYTES:
        raise CafeError(
            f"{artifact.path.name} has {artifact.size:,} bytes; the budget is {LIMIT_BYTES:,}.",
            "See what is in it: cafe package --list",
        )
