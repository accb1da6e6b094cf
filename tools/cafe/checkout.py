"""Where things are: the checkout, what is local to it, and the caches of this user."""

import sys
from dataclasses import dataclass
from pathlib import Path

import platformdirs

PROJECT = "cafe-orders"
PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"
"""The version that everything runs on: pyproject.toml allows no other."""
UV = Path(sys.prefix) / "bin" / "uv"


@dataclass(frozen=True)
class Workspace:
    """Folders of one checkout. Everything under `local` is git-ignored and may be deleted.

    `data` puts what is local to an environment elsewhere, so that several can run side by side.
    """

    root: Path
    cache: Path
    data: Path | None = None

    @property
    def local(self) -> Path:
        return self.data or self.root / ".local"

    @property
    def artifacts(self) -> Path:
        return self.root / "dist"

    @property
    def logs(self) -> Path:
        return self.local / "logs"

    @property
    def platform_file(self) -> Path:
        return self.local / "platform.json"


def workspace() -> Workspace:
    """The checkout that this command was installed from."""
    return Workspace(
        root=Path(__file__).resolve().parents[2],
        cache=platformdirs.user_cache_path(PROJECT, ensure_exists=True),
    )
