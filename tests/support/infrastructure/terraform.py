"""Terraform and Terragrunt as the commands run them, with no AWS that answers."""

import subprocess
from pathlib import Path

from cafe.aws import local_access
from cafe.checkout import Workspace
from cafe.deliver.plans.terragrunt import Terragrunt
from cafe.deliver.toolchain import terragrunt
from cafe.environments import LOCAL

NO_AWS = "http://127.0.0.1:1"


def variables(space: Workspace, endpoint_url: str = NO_AWS) -> dict[str, str]:
    """The environment variables of Terraform and Terragrunt; unless an AWS is given, a call of it is refused."""
    return Terragrunt(space, LOCAL, local_access(endpoint_url)).environment


def run_terraform(folder: Path, environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["terraform", *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def run_terragrunt(space: Workspace, folder: Path, environment: dict[str, str], *arguments: str) -> str:
    """What it printed. Fails with all that it printed when it ends with an error."""
    finished = subprocess.run(
        [terragrunt(space), *arguments],
        cwd=folder,
        env=environment | {"TG_NO_COLOR": "true"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 0, finished.stdout + finished.stderr
    return finished.stdout
