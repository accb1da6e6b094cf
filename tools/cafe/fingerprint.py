"""Digests of inputs, so that what has not changed is not done again."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

PASSED_OVER = {"__pycache__", "node_modules", "dist", ".terraform", ".terragrunt-cache"}


def fingerprint(places: Iterable[Path], *settings: str) -> str:
    """SHA-256 over the names and bytes of all files below `places`, wherever those are, and over `settings`."""
    digest = hashlib.sha256("\0".join(settings).encode())
    for place in sorted(places):
        for file in sorted(_files_below(place)):
            digest.update(f"\0{place.name}/{file.relative_to(place)}\0".encode())
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
        if entry.name not in PASSED_OVER:
            yield from _files_below(entry)
