"""`cafe rehearse`: everything that a rehearsal needs, brought up for it and gone behind it."""

import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import click

from cafe.build.go_tools import ACT, go_tool
from cafe.checkout import UV, Workspace, workspace
from cafe.local.emulator import free_port
from cafe.programs import run
from cafe.rehearse.act import Act
from cafe.rehearse.fake_github import GitHubServer, github_server
from cafe.rehearse.local_account import EmulatedEnvironment, emulated_environment
from cafe.rehearse.observer import Account
from cafe.rehearse.repository_copy import Repository, copy_repository
from cafe.rehearse.scenario import ENVIRONMENTS, Stage
from cafe.terminal import console, step

REPOSITORY = "cafe/orders"
SELECTION = '-k "life_of_an_order or test_site or sees_the_decision"'
STAND_INS = Path(__file__).parent / "actions"
TOKEN = "local-github-token"  # noqa: S105 - the local server's; it opens nothing else


@click.command()
@click.option("--port", type=click.IntRange(0, 65533), default=0, help="First of three ports (default: any free ones).")
def rehearse(port: int) -> None:
    """Run the workflow files on this machine against two local accounts, from bootstrap to rollback."""
    started = time.monotonic()
    space = workspace()
    kept = space.local / "rehearsal"
    shutil.rmtree(kept, ignore_errors=True)
    with _stage(space, kept, port) as stage:
        stage.play()
    console.print(f"\nAll as it should be, in {(time.monotonic() - started) / 60:.1f} min.")
    console.print(f"The comments and the issue are in {stage.kept}.", markup=False)


@contextmanager
def _stage(space: Workspace, kept: Path, port: int) -> Iterator[Stage]:
    """Two accounts, GitHub's API and a repository; on the way out all of it is stopped and removed."""
    ports = iter([port, port + 1, port + 2] if port else [free_port() for _ in range(3)])
    with ExitStack() as stack:
        folder = Path(
            stack.enter_context(tempfile.TemporaryDirectory(prefix="cafe-rehearsal-", ignore_cleanup_errors=True))
        )
        github = stack.enter_context(github_server(REPOSITORY, TOKEN, next(ports)))
        with step("local accounts of dev and prod started"):
            accounts = {
                name: stack.enter_context(emulated_environment(space, name, next(ports), folder / name).running())
                for name in ENVIRONMENTS
            }
        repository = copy_repository(space.root, folder / "repository")
        pipeline = _pipeline(space, folder, kept / "logs", repository, github, accounts)
        watched = {name: _account(space, account) for name, account in accounts.items()}
        yield Stage(pipeline, repository, github, watched, kept / "comments")


def _account(space: Workspace, environment: EmulatedEnvironment) -> Account:
    access = environment.access
    return Account(environment.live, access.aws, access.variables, space.root)


def _pipeline(
    space: Workspace,
    folder: Path,
    logs: Path,
    repository: Repository,
    github: GitHubServer,
    accounts: dict[str, EmulatedEnvironment],
) -> Act:
    python = folder / "python"
    run([UV, "venv", "--quiet", "--seed", "--python", sys.executable, python], log=logs / "python.log", cwd=folder)
    endpoints = {f"REHEARSAL_ACCOUNT_{x.live.account_id}": x.emulator.endpoint for x in accounts.values()}
    own = {
        "GITHUB_API_URL": github.url,
        "PYTEST_ADDOPTS": SELECTION,
        "REHEARSAL_PYTHON": str(python),
        "REHEARSAL_REMOTE": str(repository.remote),
    }
    return Act(go_tool(space, ACT), STAND_INS, folder, logs, REPOSITORY, TOKEN, own | endpoints)
