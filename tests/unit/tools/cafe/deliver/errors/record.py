"""Records what the real Terraform says when things go wrong, for the tests of what people are told then:

.venv/bin/python -m tests.unit.tools.cafe.deliver.errors.record
"""

import json
import os
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from cafe.aws import CREDENTIALS, LocalAws
from cafe.checkout import Workspace, workspace
from cafe.deliver.toolchain import terraform_cli_config
from cafe.local.emulator import Emulator, free_port, stop
from tests.support.tools.http_server import Answer, Server, serving

HERE = Path(__file__).parent
BUCKET = "cafe-orders-dev-state-111111111111"
LOCK = {
    "ID": "4a1b0c5e-1f2d-4c3b-9a8e-7d6c5b4a3f2e",
    "Operation": "OperationTypeApply",
    "Info": "",
    "Who": "ada@bar",
    "Version": "1.11.4",
    "Created": "2026-11-22T18:00:00.123456789Z",
    "Path": f"{BUCKET}/identity/terraform.tfstate",
}
EXPIRED = """<ErrorResponse><Error><Type>Sender</Type><Code>ExpiredToken</Code>
<Message>The security token included in the request is expired</Message></Error>
<RequestId>1</RequestId></ErrorResponse>"""
MODULE = """
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }

  backend "s3" {
    bucket                      = "%(bucket)s"
    key                         = "identity/terraform.tfstate"
    region                      = "us-east-1"
    use_lockfile                = true
    use_path_style              = true
    skip_credentials_validation = %(trusting)s
    skip_requesting_account_id  = true
  }
}

provider "aws" {
  region                      = "us-east-1"
  allowed_account_ids         = ["%(account)s"]
  skip_credentials_validation = %(trusting)s
  s3_use_path_style           = true
}

resource "terraform_data" "this" {
  input = %(input)s
}

resource "aws_sqs_queue" "this" {
  name = "recorded"
}
"""
USUAL = {"bucket": BUCKET, "account": "000000000000", "input": '"x"', "trusting": "true"}


@dataclass(frozen=True)
class Terraform:
    """Terraform in a folder, on a local account unless `more` says otherwise."""

    folder: Path
    endpoint: str

    def write(self, **settings: str) -> None:
        (self.folder / "main.tf").write_text(MODULE % (USUAL | settings))

    def run(self, command: str, *arguments: str, without: tuple[str, ...] = (), **more: str) -> str:
        own = {name: os.environ[name] for name in ("PATH", "HOME")}
        variables = own | CREDENTIALS | {
            "AWS_ENDPOINT_URL": self.endpoint,
            "AWS_EC2_METADATA_DISABLED": "true",
            "TF_CLI_CONFIG_FILE": str(terraform_cli_config(workspace())),
        } | more  # fmt: skip
        kept = {name: value for name, value in variables.items() if name not in without}
        finished = subprocess.run(
            ["terraform", command, "-input=false", "-no-color", *arguments],
            cwd=self.folder, env=kept, capture_output=True, text=True, check=False,
        )  # fmt: skip
        return finished.stderr

    def start(self, **settings: str) -> None:
        self.write(**settings)
        self.run("init")


def no_credentials(terraform: Terraform, _aws: LocalAws, _server: Server) -> str:
    terraform.write(trusting="false")
    return terraform.run("init", without=("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"))


def no_bootstrap(terraform: Terraform, _aws: LocalAws, _server: Server) -> str:
    terraform.write(bucket="cafe-orders-dev-state-222222222222")
    return terraform.run("init")


def wrong_account(terraform: Terraform, _aws: LocalAws, _server: Server) -> str:
    terraform.start(account="111111111111")
    return terraform.run("plan")


def missing_artifact(terraform: Terraform, _aws: LocalAws, _server: Server) -> str:
    terraform.start(input='filebase64sha256("../../dist/order_api.zip")')
    return terraform.run("plan")


def locked(terraform: Terraform, aws: LocalAws, _server: Server) -> str:
    terraform.start()
    aws.s3.put_object(Bucket=BUCKET, Key="identity/terraform.tfstate.tflock", Body=json.dumps(LOCK))
    said = terraform.run("apply", "-auto-approve")
    aws.s3.delete_object(Bucket=BUCKET, Key="identity/terraform.tfstate.tflock")
    return said


def stale(terraform: Terraform, _aws: LocalAws, _server: Server) -> str:
    terraform.start()
    terraform.run("plan", "-out=saved")
    terraform.run("apply", "-auto-approve")
    return terraform.run("apply", "saved")


def expired(terraform: Terraform, _aws: LocalAws, server: Server) -> str:
    server.answer("POST", "/", Answer(403, EXPIRED, {"Content-Type": "text/xml"}))
    terraform.write(trusting="false")
    return terraform.run("init", AWS_ENDPOINT_URL_STS=server.url, AWS_SESSION_TOKEN="expired")


SCENES: Mapping[str, Callable[[Terraform, LocalAws, Server], str]] = {
    scene.__name__: scene
    for scene in (no_credentials, no_bootstrap, wrong_account, missing_artifact, locked, stale, expired)
}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, serving() as server:
        space = Workspace(root=workspace().root, cache=workspace().cache, data=Path(folder) / "account")
        emulator = Emulator(space, free_port())
        emulator.start()
        try:
            aws = LocalAws(emulator.endpoint)
            aws.s3.create_bucket(Bucket=BUCKET)
            for name, scene in SCENES.items():
                here = Path(folder) / name
                here.mkdir()
                said = scene(Terraform(here, emulator.endpoint), aws, server)
                for address in (emulator.endpoint, server.url):
                    said = said.replace(address, "http://127.0.0.1:4566")
                (HERE / f"{name}.txt").write_text(said)
        finally:
            stop(space)


if __name__ == "__main__":
    main()
