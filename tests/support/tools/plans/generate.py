"""Makes the plans of the golden tests anew, with the real Terraform on a local AWS, and then their comments:

    .venv/bin/python tests/support/tools/plans/generate.py [case...]
    .venv/bin/python -m tests.support.tools.plans.golden

A case is a folder: `before.tf` is applied, the world is changed where CHANGES says so, and `after.tf` is planned.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from cafe.aws import CREDENTIALS, LocalAws
from cafe.checkout import Workspace, workspace
from cafe.deliver.toolchain import terraform_cli_config
from cafe.local.emulator import Emulator, free_port, stop

HERE = Path(__file__).parent
CASES = HERE / "cases"
KEPT = ("format_version", "terraform_version", "variables", "resource_drift", "resource_changes", "output_changes")
PROVIDER = """
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }
}

provider "aws" {
  region                      = "us-east-1"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  s3_use_path_style           = true
}
"""


def change_by_hand(aws: LocalAws) -> None:
    """What somebody does in the console."""
    queue = aws.sqs.get_queue_url(QueueName="golden-orders")["QueueUrl"]
    aws.sqs.set_queue_attributes(QueueUrl=queue, Attributes={"VisibilityTimeout": "77"})
    aws.sqs.delete_queue(QueueUrl=aws.sqs.get_queue_url(QueueName="golden-failures")["QueueUrl"])


def make_by_hand(aws: LocalAws) -> None:
    aws.sqs.create_queue(QueueName="golden-found")


CHANGES: Mapping[str, Callable[[LocalAws], None]] = {"drift": change_by_hand, "moved": make_by_hand}


def main(names: list[str]) -> None:
    for case in sorted(CASES.iterdir()):
        if not names or case.name in names:
            with tempfile.TemporaryDirectory() as folder:
                generate(case, Path(folder))
            sys.stdout.write(f"{case.name}\n")


def generate(case: Path, folder: Path) -> None:
    space = Workspace(root=folder / "root", cache=workspace().cache)
    shutil.copytree(workspace().root / "requirements", space.root / "requirements")
    emulator = Emulator(space, free_port())
    emulator.start()
    try:
        plan(case, folder / "module", emulator)
    finally:
        stop(space)


def plan(case: Path, folder: Path, emulator: Emulator) -> None:
    folder.mkdir()
    (folder / "provider.tf").write_text(PROVIDER)
    (folder / "main.tf").write_text("")
    terraform(folder, emulator, "init", "-input=false")
    if (case / "before.tf").exists():
        shutil.copy(case / "before.tf", folder / "main.tf")
        succeed(terraform(folder, emulator, "apply", "-auto-approve", "-input=false", "-no-color"))
    if case.name in CHANGES:
        CHANGES[case.name](LocalAws(emulator.endpoint))
    shutil.copy(case / "after.tf", folder / "main.tf")
    planned = terraform(folder, emulator, "plan", "-input=false", "-no-color", "-out=saved")
    if planned.returncode != 0:
        (HERE / f"{case.name}.txt").write_text(planned.stderr)
        return
    shown = succeed(terraform(folder, emulator, "show", "-json", "saved"))
    text = json.dumps(shortened(json.loads(shown)), separators=(",", ":")).replace(
        emulator.endpoint, "http://127.0.0.1:4566"
    )
    (HERE / f"{case.name}.json").write_text(text + "\n")


def shortened(plan: dict[str, Any]) -> dict[str, Any]:
    """Without what no comment is made of: the time, the state before and after, and all of the code but variables."""
    declared = plan["configuration"]["root_module"].get("variables", {})
    kept = {name: plan[name] for name in KEPT if name in plan}
    return kept | {"configuration": {"root_module": {"variables": declared}}}


def terraform(folder: Path, emulator: Emulator, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {name: os.environ[name] for name in ("PATH", "HOME")} | CREDENTIALS
    more = {
        "AWS_ENDPOINT_URL": emulator.endpoint,
        "TF_CLI_CONFIG_FILE": str(terraform_cli_config(workspace())),
        "TF_VAR_endpoint": emulator.endpoint,
    }
    return subprocess.run(
        ["terraform", *arguments], cwd=folder, env=environment | more, capture_output=True, text=True, check=False
    )


def succeed(finished: subprocess.CompletedProcess[str]) -> str:
    if finished.returncode != 0:
        raise SystemExit(finished.stdout + finished.stderr)
    return finished.stdout


if __name__ == "__main__":
    main(sys.argv[1:])
