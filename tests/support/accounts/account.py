"""A local account that enforces IAM, and what somebody does in it."""

import base64
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
from botocore import UNSIGNED
from botocore.config import Config

from cafe.checkout import Workspace
from cafe.deliver.toolchain import terragrunt
from cafe.rehearse.local_account import LocalAccount
from cafe.terraform_state import Outputs, read_outputs

CAFE = Path(sys.executable).with_name("cafe")
REPOSITORY = "octocat@583231/cafe-orders@1296269"
ISSUER = "https://token.actions.githubusercontent.com"
AUDIENCE = "sts.amazonaws.com"
ONCE = Config(retries={"mode": "standard", "total_max_attempts": 1}, s3={"addressing_style": "path"})


@dataclass(frozen=True)
class Session:
    """What somebody may do in an account: its credentials, as variables and as clients."""

    variables: Mapping[str, str]
    endpoint_url: str

    def client(self, service: str, endpoint_url: str | None = None) -> Any:
        return boto3.Session(
            self.variables["AWS_ACCESS_KEY_ID"],
            self.variables["AWS_SECRET_ACCESS_KEY"],
            self.variables.get("AWS_SESSION_TOKEN"),
            region_name="us-east-1",
        ).client(service, endpoint_url=endpoint_url or self.endpoint_url, config=ONCE)  # type: ignore[call-overload]  # any service


@dataclass(frozen=True)
class Account:
    """A local account of an environment."""

    environment: LocalAccount

    @property
    def root(self) -> Session:
        return Session(self.environment.access.variables, self.environment.emulator.endpoint)

    def assume(self, role: str, subject: str, audience: str = AUDIENCE) -> Session:
        """The role as a workflow gets it, with a token of GitHub. ClientError when the role does not trust it."""
        endpoint = self.environment.emulator.endpoint
        sts = boto3.client("sts", "us-east-1", endpoint_url=endpoint, config=Config(signature_version=UNSIGNED))
        given = sts.assume_role_with_web_identity(
            RoleArn=self.environment.live.role_arn(role),
            RoleSessionName="GitHubActions",
            WebIdentityToken=token(subject, audience),
        )["Credentials"]
        credentials = {
            "AWS_ACCESS_KEY_ID": given["AccessKeyId"],
            "AWS_SECRET_ACCESS_KEY": given["SecretAccessKey"],
            "AWS_SESSION_TOKEN": given["SessionToken"],
        }
        return Session({**self.environment.access.variables, **credentials}, endpoint)

    def outputs(self) -> Outputs:
        return read_outputs(self.environment.access, self.environment.live)

    def deploy(self) -> Session:
        return self.assume("deploy", f"repo:{REPOSITORY}:environment:{self.environment.live.name}")

    def plan(self) -> Session:
        return self.assume("plan", "repo:octocat/cafe-orders:pull_request")

    def cafe(self, session: Session, *words: str) -> subprocess.CompletedProcess[str]:
        """A command of the project's own, typed with these credentials."""
        own = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
        return subprocess.run(
            [CAFE, *words], env=own | dict(session.variables), capture_output=True, text=True, check=False
        )


def token(subject: str, audience: str) -> str:
    """A token as GitHub makes it; the local AWS looks at its claims, not at its signature."""
    parts = ({"alg": "none"}, {"iss": ISSUER, "aud": audience, "sub": subject})
    return ".".join(base64.urlsafe_b64encode(json.dumps(x).encode()).decode().rstrip("=") for x in parts) + "."


def terragrunt_all(
    account: Account, session: Session, space: Workspace, *words: str
) -> subprocess.CompletedProcess[str]:
    """Terragrunt on all units of an account, with these credentials."""
    units = account.environment.terragrunt
    return subprocess.run(
        [terragrunt(space), "run", "--all", "--parallelism", "1", "--non-interactive", "--no-color",
         "--working-dir", units.folder, "--", *words, "-input=false", "-lock=false"],
        env=units.environment | dict(session.variables),
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip


def denials(finished: subprocess.CompletedProcess[str]) -> str:
    """What was denied; else all that was said."""
    said = finished.stdout + finished.stderr
    return "\n".join(sorted({x for x in said.splitlines() if "not authorized" in x})) or said[-4000:]
