"""A copy of this repository with a remote of its own, in which the rehearsal makes its changes."""

import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cafe.errors import CafeError

MAIN = "main"
SOMEBODY = ("-c", "user.name=A developer", "-c", "user.email=developer@cafe.example", "-c", "commit.gpgsign=false")


@dataclass(frozen=True)
class Commit:
    """A commit on a branch of the remote."""

    branch: str
    sha: str


@dataclass(frozen=True)
class RepositoryCopy:
    """The remote, and a clone to work in."""

    folder: Path

    @property
    def remote(self) -> Path:
        return self.folder / "remote.git"

    @property
    def work(self) -> Path:
        return self.folder / "work"

    def branch(self, name: str) -> None:
        """Start a branch from what is on main."""
        self._git("switch", "--quiet", "--force-create", name, f"origin/{MAIN}")

    def commit(self, message: str, edit: Callable[[Path], None]) -> Commit:
        """Change the files, and push the change to the branch."""
        edit(self.work)
        self._git("add", "--all")
        self._git(*SOMEBODY, "commit", "--quiet", "--message", message)
        name = self._git("branch", "--show-current")
        self._git("push", "--quiet", "--force", "origin", f"HEAD:refs/heads/{name}")
        return Commit(name, self._git("rev-parse", "HEAD"))

    def merge(self, branch: str) -> Commit:
        """Merge a branch as GitHub does, with a commit of its own."""
        self._git("switch", "--quiet", "--force-create", MAIN, f"origin/{MAIN}")
        self._git(*SOMEBODY, "merge", "--quiet", "--no-ff", "--message", f"Merge {branch}", branch)
        self._git("push", "--quiet", "origin", MAIN)
        return self.main()

    def main(self) -> Commit:
        """Where main is."""
        self._git("switch", "--quiet", "--force-create", MAIN, f"origin/{MAIN}")
        return Commit(MAIN, self._git("rev-parse", "HEAD"))

    def _git(self, *arguments: str) -> str:
        return _git(self.work, *arguments)


def copy_repository(root: Path, folder: Path) -> RepositoryCopy:
    """A copy of a checkout as it is now, changes that are not committed included; new files must be added first."""
    copy = RepositoryCopy(folder)
    tree = _git(root, "stash", "create") or _git(root, "rev-parse", "HEAD")
    folder.mkdir(parents=True, exist_ok=True)
    _git(folder, "init", "--quiet", "--bare", f"--initial-branch={MAIN}", str(copy.remote))
    _git(root, "push", "--quiet", str(copy.remote), f"{tree}:refs/heads/{MAIN}")
    _git(folder, "clone", "--quiet", str(copy.remote), str(copy.work))
    return copy


def _git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise CafeError(f"git {' '.join(arguments)} failed: {done.stderr.strip()}")
    return done.stdout.strip()
