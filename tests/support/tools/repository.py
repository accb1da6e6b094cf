"""A git repository of a test's own."""

import subprocess
from pathlib import Path

AUTHOR = ("-c", "user.name=A", "-c", "user.email=a@cafe.example")


def git(folder: Path, *arguments: str) -> str:
    """The output of a git command. CalledProcessError when it fails."""
    return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=True).stdout.strip()


def commit_all(folder: Path) -> str:
    """Make a folder a repository with one commit of all its files; returns the commit's SHA."""
    git(folder, "init", "--quiet", "--initial-branch=trunk")
    git(folder, "add", "--all")
    git(folder, *AUTHOR, "commit", "--quiet", "--allow-empty", "--message", "Open")
    return git(folder, "rev-parse", "HEAD")
