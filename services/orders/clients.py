"""Clients of AWS with every timeout and retry written down.

The worst case of a call, three attempts of 1 s + 2 s and the waits between them (at most 1 s + 2 s), is
12 s: well under the 29 s that API Gateway waits ("Quotas for REST APIs").
"""

from typing import TYPE_CHECKING, Final, cast

from botocore.client import BaseClient
from botocore.config import Config
from botocore.session import Session

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_sns import SNSClient
    from mypy_boto3_sqs import SQSClient

CONFIG: Final = Config(
    connect_timeout=1,
    read_timeout=2,
    retries={"mode": "standard", "total_max_attempts": 3},
    tcp_keepalive=True,
)


class Clients:
    """Creates clients that share one session and what it has read from files."""

    def __init__(self, region: str) -> None:
        """The region is named by the settings, not guessed by the session."""
        self._session = Session()
        self._region = region

    def dynamodb(self) -> "DynamoDBClient":
        """A client of DynamoDB."""
        return cast("DynamoDBClient", self._create("dynamodb"))

    def sqs(self) -> "SQSClient":
        """A client of SQS."""
        return cast("SQSClient", self._create("sqs"))

    def sns(self) -> "SNSClient":
        """A client of SNS."""
        return cast("SNSClient", self._create("sns"))

    def _create(self, service: str) -> BaseClient:
        return self._session.create_client(service, self._region, config=CONFIG)
