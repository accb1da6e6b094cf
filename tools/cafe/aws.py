"""AWS accounts and their clients: the local one's with its own credentials, others with the caller's."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from os import environ
from typing import TYPE_CHECKING

import boto3
from botocore.config import Config

if TYPE_CHECKING:
    from mypy_boto3_cloudfront import CloudFrontClient
    from mypy_boto3_cloudwatch import CloudWatchClient
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodbstreams import DynamoDBStreamsClient
    from mypy_boto3_iam import IAMClient
    from mypy_boto3_lambda import LambdaClient
    from mypy_boto3_logs import CloudWatchLogsClient
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_sns import SNSClient
    from mypy_boto3_sqs import SQSClient

REGION = "us-east-1"
CREDENTIALS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": REGION}
"""Region and credentials of the local AWS."""
ENDPOINT = "AWS_ENDPOINT_URL"
CONFIG = Config(
    connect_timeout=5,
    read_timeout=30,
    retries={"mode": "standard", "total_max_attempts": 3},
    s3={"addressing_style": "path"},
)


class Aws:
    """AWS clients of one account, each made at its first use."""

    def __init__(self, session: boto3.Session, endpoint_url: str | None = None) -> None:
        self._endpoint_url = endpoint_url
        self._session = session

    @cached_property
    def s3(self) -> "S3Client":
        return self._session.client("s3", endpoint_url=self._endpoint_url, config=CONFIG)

    @cached_property
    def dynamodb(self) -> "DynamoDBClient":
        return self._session.client("dynamodb", endpoint_url=self._endpoint_url, config=CONFIG)

    @cached_property
    def dynamodbstreams(self) -> "DynamoDBStreamsClient":
        return self._session.client("dynamodbstreams", endpoint_url=self._endpoint_url, config=CONFIG)

    @cached_property
    def sns(self) -> "SNSClient":
        return self._session.client("sns", endpoint_url=self._endpoint_url, config=CONFIG)

    @cached_property
    def sqs(self) -> "SQSClient":
        return self._session.client("sqs", endpoint_url=self._endpoint_url, config=CONFIG)

    @cached_property
    def functions(self) -> "LambdaClient":
        return self._session.client("lambda", endpoint_url=self._endpoint_url, config=CONFIG)

    @cached_property
    def cognito(self) -> "CognitoIdentityProviderClient":
        return self._session.client("cognito-idp", endpoint_url=self._endpoint_url, config=CONFIG)

    @cached_property
    def iam(self) -> "IAMClient":
        return self._session.client("iam", endpoint_url=self._endpoint_url, config=CONFIG)

    @cached_property
    def cloudfront(self) -> "CloudFrontClient":
        return self._session.client("cloudfront", endpoint_url=self._endpoint_url, config=CONFIG)

    @cached_property
    def cloudwatch(self) -> "CloudWatchClient":
        return self._session.client("cloudwatch", endpoint_url=self._endpoint_url, config=CONFIG)

    @cached_property
    def logs(self) -> "CloudWatchLogsClient":
        return self._session.client("logs", endpoint_url=self._endpoint_url, config=CONFIG)

    def account_id(self) -> str:
        """The account that the credentials are of."""
        client = self._session.client("sts", endpoint_url=self._endpoint_url, config=CONFIG)
        return str(client.get_caller_identity()["Account"])


class LocalAws(Aws):
    """AWS clients of a local account."""

    def __init__(self, endpoint_url: str) -> None:
        session = boto3.Session(
            aws_access_key_id=CREDENTIALS["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=CREDENTIALS["AWS_SECRET_ACCESS_KEY"],
            region_name=REGION,
        )
        super().__init__(session, endpoint_url)


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
    own = {name: value for name, value in environ.items() if name.startswith("AWS_")}
    return Access({**own, "AWS_REGION": region}, Aws(boto3.Session(region_name=region)))
