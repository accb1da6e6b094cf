"""How an AWS account is reached: by programs, through variables, and by this one, through clients."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

import boto3

from cafe.aws import Aws, LocalAws
from cafe.local.emulator import CREDENTIALS, REGION

ENDPOINT = "AWS_ENDPOINT_URL"


@dataclass(frozen=True)
class Access:
    """Access to one account; `variables` are all that a program needs for it."""

    variables: Mapping[str, str]
    aws: Aws

    @property
    def endpoint_url(self) -> str:
        """Where a local AWS stands in for the account; empty on AWS."""
        return self.variables.get(ENDPOINT, "")


def local_access(endpoint_url: str) -> Access:
    """Access to a local account, with nothing of the caller's."""
    return Access({**CREDENTIALS, ENDPOINT: endpoint_url, "AWS_REGION": REGION}, LocalAws(endpoint_url))


def callers_access(region: str) -> Access:
    """Access with the caller's own credentials, profile or role, as the AWS command line has it."""
    own = {name: value for name, value in os.environ.items() if name.startswith("AWS_")}
    return Access({**own, "AWS_REGION": region}, Aws(boto3.Session(region_name=region)))
