"""Artifacts as a workflow sees them: the files of one run under a name, written once, read by later jobs."""

import os
import shutil
import sys
from pathlib import Path


def upload(name: str, wanted: list[Path], *, with_hidden: bool, on_absence: str) -> None:
    artifact = artifacts() / name
    if artifact.exists():
        sys.exit(f"An artifact {name} was already uploaded in this run.")
    files = [file for path in wanted for file in files_of(path) if with_hidden or not is_hidden(file)]
    if not files and on_absence == "error":
        sys.exit(f"No files were found at {', '.join(map(str, wanted))}.")
    shared = common_folder(wanted)
    for file in files:
        target = artifact / file.relative_to(shared)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(file, target)
    print(f"{len(files)} files uploaded as {name}")


def download(name: str, folder: Path) -> None:
    artifact = artifacts() / name
    if not artifact.is_dir():
        sys.exit(f"Artifact not found for name: {name}")
    shutil.copytree(artifact, folder, dirs_exist_ok=True)
    print(f"{name} downloaded to {folder}")


def artifacts() -> Path:
    return Path(os.environ["REHEARSAL_ARTIFACTS"])


def files_of(path: Path) -> list[Path]:
    if path.is_dir():
        return sorted(file for file in path.rglob("*") if file.is_file())
    return [path] if path.is_file() else []


def is_hidden(file: Path) -> bool:
    return any(part.startswith(".") for part in file.parts)


def common_folder(wanted: list[Path]) -> Path:
    """The folder that an artifact starts at: that of a single path, else what all paths have in common."""
    if len(wanted) == 1:
        return wanted[0] if wanted[0].is_dir() else wanted[0].parent
    return Path(os.path.commonpath([path.absolute() for path in wanted])).relative_to(Path.cwd())


if __name__ == "__main__":
    paths = [Path(line.strip()) for line in os.environ["FILES"].splitlines() if line.strip()]
    if sys.argv[1] == "upload":
        upload(
            os.environ["NAME"],
            paths,
            with_hidden=os.environ["HIDDEN"] == "true",
            on_absence=os.environ["ABSENT"],
        )
    else:
        download(os.environ["NAME"], paths[0])
