"""Assume a role as GitHub's token lets a job, in the local account that has the role's number.

A job without `id-token: write` gets no token. The token's subject is what GitHub would write into it: the
environment that the job names, else the event. The local account checks it against the role's trust policy.
"""

import base64
import json
import os
import sys
from pathlib import Path
from typing import Any

import boto3
import yaml
from botocore import UNSIGNED
from botocore.config import Config

ISSUER = "https://token.actions.githubusercontent.com"
AUDIENCE = "sts.amazonaws.com"


def main() -> None:
    role, region = os.environ["ROLE"], os.environ["REGION"]
    if not role or not region:
        sys.exit("role-to-assume and aws-region must have a value.")
    endpoint = os.environ[f"REHEARSAL_ACCOUNT_{role.split(':')[4]}"]
    sts = boto3.client("sts", region_name=region, endpoint_url=endpoint, config=Config(signature_version=UNSIGNED))
    token = token_for(job())
    session = sts.assume_role_with_web_identity(RoleArn=role, RoleSessionName="GitHubActions", WebIdentityToken=token)
    leave(session["Credentials"], region, endpoint)
    print(f"Authenticated as {session['AssumedRoleUser']['Arn']}")


def job() -> dict[str, Any]:
    """The job that this runs in, from its workflow's file."""
    for file in Path(".github/workflows").glob("*.yml"):
        workflow = yaml.safe_load(file.read_text())
        if workflow["name"] == os.environ["GITHUB_WORKFLOW"]:
            found: dict[str, Any] = workflow["jobs"][os.environ["GITHUB_JOB"]]
            return found
    sys.exit(f"There is no workflow {os.environ['GITHUB_WORKFLOW']}.")


def token_for(job: dict[str, Any]) -> str:
    if job["permissions"].get("id-token") != "write":
        sys.exit("The job may not ask for a token: it has no `id-token: write`.")
    claims = {"iss": ISSUER, "aud": AUDIENCE, "sub": f"repo:{os.environ['GITHUB_REPOSITORY']}:{subject(job)}"}
    return ".".join(part(content) for content in ({"alg": "none"}, claims)) + "."


def subject(job: dict[str, Any]) -> str:
    if "environment" in job:
        return f"environment:{value_of(job, job['environment'])}"
    if os.environ["GITHUB_EVENT_NAME"] == "pull_request":
        return "pull_request"
    return f"ref:{os.environ['GITHUB_REF']}"


def value_of(job: dict[str, Any], expression: str) -> str:
    """What an expression of the job is: the value of the job's variable that is made of the same one."""
    for name, made_of in job.get("env", {}).items():
        if made_of == expression:
            return os.environ[name]
    return expression


def part(content: dict[str, str]) -> str:
    return base64.urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")


def leave(credentials: dict[str, Any], region: str, endpoint: str) -> None:
    values = {
        "AWS_ACCESS_KEY_ID": credentials["AccessKeyId"],
        "AWS_SECRET_ACCESS_KEY": credentials["SecretAccessKey"],
        "AWS_SESSION_TOKEN": credentials["SessionToken"],
        "AWS_REGION": region,
        "AWS_DEFAULT_REGION": region,
        "AWS_ENDPOINT_URL": endpoint,
    }
    with Path(os.environ["GITHUB_ENV"]).open("a") as variables:
        variables.writelines(f"{name}={value}\n" for name, value in values.items())


if __name__ == "__main__":
    main()
