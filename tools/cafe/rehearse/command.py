"""`cafe rehearse`: starts everything that a rehearsal needs before it, and removes it afterwards."""

import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path

import click

from cafe.build.go_tools import ACT, go_tool
from cafe.checkout import UV, Workspace, workspace
from cafe.local.emulator import free_port
from cafe.programs import run
from cafe.rehearse.act import WORKFLOWS, Act
from cafe.rehearse.fake_github import FakeGitHub, fake_github
from cafe.rehearse.local_account import LocalAccount, local_account
from cafe.rehearse.observer import Observer
from cafe.rehearse.repository_copy import RepositoryCopy, copy_repository
from cafe.rehearse.scenario import Scenario
from cafe.terminal import console, step

REPOSITORY = "cafe/orders"
STAND_INS = Path(__file__).parent / "actions"
SELECTION = '-k "life_of_an_order or test_site or sees_the_decision"'
TOKEN = "local-github-token"  # noqa: S105 - of the fake GitHub; it is valid nowhere else


@click.command()
@click.option("--port", type=click.IntRange(0, 65500), default=0, help="First of the ports (default: any free ones).")
def rehearse(port: int) -> None:
    """Run the workflow files here against local accounts.

    From bootstrap to rollback.
    """
    started = time.monotonic()
    space = workspace()
    kept = space.local / "rehearsal"
    shutil.rmtree(kept, ignore_errors=True)
    with _scenario(space, kept, port) as scenario:
        scenario.run()
    console.print(f"\nThe rehearsal passed in {(time.monotonic() - started) / 60:.1f} min.")
    console.print(f"The comments and the issue are in {scenario.kept}.", markup=False)


@contextmanager
def _scenario(space: Workspace, kept: Path, port: int) -> Iterator[Scenario]:
    """An account for each environment, GitHub's API and a repository, stopped and removed afterwards."""
    ports = count(port) if port else iter(free_port, None)
    with ExitStack() as stack:
        temporary = tempfile.TemporaryDirectory(prefix="cafe-rehearsal-", ignore_cleanup_errors=True)
        folder = Path(stack.enter_context(temporary))
        github = stack.enter_context(fake_github(REPOSITORY, TOKEN, next(ports)))
        with step("local accounts started"):
            accounts = {
                name: stack.enter_context(local_account(space, name, next(ports), folder / name).running())
                for name in deployed_environments(space.root)
            }
        repository = copy_repository(space.root, folder / "repository")
        variables = _variables(repository, github, accounts, _python(folder, kept / "logs"))
        act = Act(go_tool(space, ACT), STAND_INS, folder, kept / "logs", REPOSITORY, TOKEN, variables)
        observers = {name: _observer(space, account) for name, account in accounts.items()}
        yield Scenario(act, repository, github, observers, kept / "comments")


def deployed_environments(root: Path) -> tuple[str, ...]:
    """The environments that the deploy workflow deploys, in its order."""
    import yaml  # here: it takes time to import

    jobs = yaml.safe_load((root / WORKFLOWS / "deploy.yml").read_text())["jobs"].values()
    return tuple(job["with"]["environment"] for job in jobs if "environment" in job.get("with", {}))


def _variables(
    repository: RepositoryCopy, github: FakeGitHub, accounts: Mapping[str, LocalAccount], python: Path
) -> dict[str, str]:
    return {
        "GITHUB_API_URL": github.url,
        "PYTEST_ADDOPTS": SELECTION,
        "REHEARSAL_PYTHON": str(python),
        "REHEARSAL_REMOTE": str(repository.remote),
    } | {f"REHEARSAL_ACCOUNT_{account.live.account_id}": account.emulator.endpoint for account in accounts.values()}


def _python(folder: Path, logs: Path) -> Path:
    python = folder / "python"
    run([UV, "venv", "--quiet", "--seed", "--python", sys.executable, python], log=logs / "python.log", cwd=folder)
    return python


def _observer(space: Workspace, account: LocalAccount) -> Observer:
    return Observer(account.live, account.access.aws, account.access.variables, space.root)
