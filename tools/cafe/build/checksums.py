"""What was built once: the zips of the functions and the page, each by its SHA-256."""

from collections.abc import Mapping
from pathlib import Path

from cafe.checkout import Workspace
from cafe.errors import CafeError
from cafe.files import digest_of, fingerprint, read_json, write_json
from cafe.functions import read_functions

PAGE = "page"
BUILD = {PAGE: "cafe build-page"}
BUILD_FUNCTIONS = "cafe package"

type Checksums = Mapping[str, str]


def write_checksums(space: Workspace) -> None:
    """Record what is built now in dist/checksums.json; the page too, where it is built."""
    found = {name: digest for name in _names(space) if (digest := _digest(space, name))}
    write_json(_record(space), found)


def checksums(space: Workspace) -> Checksums:
    """The artifacts of this checkout. Raises CafeError when one is missing, or is not what was built."""
    recorded = read_json(_record(space)) if _record(space).exists() else {}
    return {name: _checked(space, name, recorded) for name in _names(space)}


def refuse_others(found: Checksums, expected: Checksums, owner: str) -> None:
    """Raises CafeError when an artifact has other bytes than expected."""
    others = [name for name in expected if found.get(name) != expected[name]]
    if others:
        what = ", ".join(f"{name} ({found.get(name, 'none')[:12]}, not {expected[name][:12]})" for name in others)
        raise CafeError(
            f"Not the artifacts of {owner}: {what}.",
            "Deploy what was built then; to deploy what is built now, plan it and have the plan reviewed.",
        )


def _names(space: Workspace) -> list[str]:
    return [*(f"{function.name}.zip" for function in read_functions(space.root)), PAGE]


def _record(space: Workspace) -> Path:
    return space.artifacts / "checksums.json"


def _checked(space: Workspace, name: str, recorded: Checksums) -> str:
    digest = _digest(space, name)
    command = BUILD.get(name, BUILD_FUNCTIONS)
    if digest is None:
        raise CafeError(f"{_path(space, name).relative_to(space.root)} is missing.", f"Build it: {command}")
    if recorded.get(name) != digest:
        raise CafeError(
            f"{_path(space, name).relative_to(space.root)} is not what was built: its checksum is not that of "
            "dist/checksums.json.",
            f"Build it: {command}",
        )
    return digest


def _path(space: Workspace, name: str) -> Path:
    return space.root / "web" / "dist" if name == PAGE else space.artifacts / name


def _digest(space: Workspace, name: str) -> str | None:
    path = _path(space, name)
    if path.is_file():
        return digest_of(path)
    if name == PAGE and (path / "index.html").is_file():
        return fingerprint([path])
    return None
