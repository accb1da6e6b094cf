"""Which GitHub repository may deploy."""

import json
from pathlib import Path

import pytest

from cafe.deliver.github_repository import GitHubRepository, Ids, parse_repository, repository_of
from cafe.errors import CafeError
from tests.support.tools.repository import commit_all, git


def checkout(folder: Path, remote: str = "", declared: str = "octocat/my-repo") -> Path:
    commit_all(folder)
    if remote:
        git(folder, "remote", "add", "origin", remote)
    (folder / "live").mkdir()
    (folder / "live" / "settings.hcl").write_text(f'locals {{\n  repository = "{declared}"\n}}\n')
    return folder


@pytest.mark.parametrize(
    ("text", "repository"),
    [
        ("octocat/my-repo", GitHubRepository("octocat", "my-repo")),
        ("octocat/my.repo.git", GitHubRepository("octocat", "my.repo")),
        ("octocat@123456/my-repo@456789", GitHubRepository("octocat", "my-repo", Ids(123456, 456789))),
    ],
)
def test_a_repository_is_named_with_or_without_its_ids(text: str, repository: GitHubRepository) -> None:
    assert parse_repository(text) == repository


@pytest.mark.parametrize(
    "text", ["", "octocat", "octo cat/x", "octocat/*", "a/b/c", "octocat@1/x", "octocat/x@1", "a@x/b@1"]
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(CafeError, match="is not a GitHub repository"):
        parse_repository(text)


@pytest.mark.parametrize("text", ["octocat/my-repo", "octocat@123456/my-repo@456789"])
def test_it_is_written_as_it_is_read(text: str) -> None:
    assert str(parse_repository(text)) == text


def test_terraform_reads_it_as_json() -> None:
    assert json.loads(GitHubRepository("octocat", "my-repo", Ids(1, 2)).to_json()) == {
        "owner": "octocat",
        "name": "my-repo",
        "ids": {"owner": 1, "repository": 2},
    }


@pytest.mark.parametrize(
    "remote",
    [
        "https://github.com/octocat/my-repo.git",
        "https://github.com/octocat/my-repo",
        "https://token@github.com/octocat/my-repo.git",
        "git@github.com:octocat/my-repo.git",
        "ssh://git@github.com/octocat/my-repo.git",
    ],
)
def test_a_checkouts_repository_is_its_remote(tmp_path: Path, remote: str) -> None:
    assert repository_of(checkout(tmp_path, remote)) == GitHubRepository("octocat", "my-repo")


@pytest.mark.parametrize(
    "remote", ["https://gitlab.com/octocat/my-repo.git", "https://evil.com/github.com/a/b", "../elsewhere"]
)
def test_a_remote_elsewhere_is_no_github_repository(tmp_path: Path, remote: str) -> None:
    with pytest.raises(CafeError, match=r"not at github\.com") as failure:
        repository_of(checkout(tmp_path, remote))

    assert "--repository OWNER/NAME" in failure.value.remedy


def test_without_a_remote_the_repository_must_be_named(tmp_path: Path) -> None:
    with pytest.raises(CafeError, match="no remote `origin`"):
        repository_of(checkout(tmp_path))


def test_a_remote_that_is_not_the_declared_repository_is_refused(tmp_path: Path) -> None:
    upstream = checkout(tmp_path, "https://github.com/upstream/my-repo.git")

    with pytest.raises(
        CafeError, match=r"`origin` is upstream/my-repo, but live/settings\.hcl names octocat/my-repo"
    ) as failure:
        repository_of(upstream)

    assert "git remote set-url origin" in failure.value.remedy
