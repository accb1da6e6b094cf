"""A copy of this repository with its own remote, for the changes of the rehearsal."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cafe.programs import git

MAIN = "main"
AUTHOR = ("-c", "user.name=A developer", "-c", "user.email=developer@cafe.example", "-c", "commit.gpgsign=false")


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
        self._git(*AUTHOR, "commit", "--quiet", "--message", message)
        name = self._git("branch", "--show-current")
        self._git("push", "--quiet", "--force", "origin", f"HEAD:refs/heads/{name}")
        return Commit(name, self._git("rev-parse", "HEAD"))

    def merge(self, branch: str) -> Commit:
        """Merge a branch as GitHub does, with a commit of its own."""
        self._git("switch", "--quiet", "--force-create", MAIN, f"origin/{MAIN}")
        self._git(*AUTHOR, "merge", "--quiet", "--no-ff", "--message", f"Merge {branch}", branch)
        self._git("push", "--quiet", "origin", MAIN)
        return self.main()

    def main(self) -> Commit:
        """The head of main."""
        self._git("switch", "--quiet", "--force-create", MAIN, f"origin/{MAIN}")
        return Commit(MAIN, self._git("rev-parse", "HEAD"))

    def _git(self, *arguments: str) -> str:
        return git(self.work, *arguments)


def copy_repository(root: Path, folder: Path) -> RepositoryCopy:
    """A copy of a checkout with its uncommitted changes; new files must be added to git first."""
    copy = RepositoryCopy(folder)
    tree = git(root, "stash", "create") or git(root, "rev-parse", "HEAD")
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet", "--bare", f"--initial-branch={MAIN}", str(copy.remote))
    git(root, "push", "--quiet", str(copy.remote), f"{tree}:refs/heads/{MAIN}")
    git(folder, "clone", "--quiet", str(copy.remote), str(copy.work))
    return copy
