"""Files that the tools keep: JSON written whole, and digests, so that what has not changed is not done again."""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

PASSED_OVER = {"__pycache__", "node_modules", "dist"}


def read_json(file: Path) -> Any:  # noqa: ANN401  # any JSON
    """The content of a JSON file. FileNotFoundError, or ValueError for anything else than JSON."""
    return json.loads(file.read_text())


def write_json(file: Path, content: object, *, private: bool = False) -> None:
    """Write JSON; `private` for its owner alone."""
    write_text(file, json.dumps(content, indent=2, ensure_ascii=False) + "\n", private=private)


def write_text(file: Path, text: str, *, private: bool = False) -> None:
    """Write a file, its folder included. Readers see the whole of it or what was there before."""
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(f".{file.name}.{os.getpid()}")
    fresh.touch(mode=0o600 if private else 0o666)
    fresh.write_text(text)
    fresh.replace(file)


def digest_of(file: Path) -> str:
    """SHA-256 of a file, hexadecimal."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def fingerprint(places: Iterable[Path], *settings: str) -> str:
    """SHA-256 over the names and bytes of all files below `places`, wherever those are, and over `settings`.

    Hidden files are left out: they are the tools' own stamps, and workflows do not upload them with artifacts.
    """
    digest = hashlib.sha256("\0".join(settings).encode())
    for place in sorted(places):
        for file in sorted(_files_below(place)):
            digest.update(f"\0{place.name}/{file.relative_to(place).as_posix()}\0".encode())
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def is_current(stamp: Path, digest: str) -> bool:
    """Whether `stamp` was left by work on the same inputs."""
    return stamp.exists() and stamp.read_text() == digest


def _files_below(place: Path) -> Iterator[Path]:
    if place.is_file():
        yield place
        return
    for entry in place.iterdir():
        if entry.name not in PASSED_OVER and not entry.name.startswith("."):
            yield from _files_below(entry)
