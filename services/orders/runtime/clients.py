"""Clients of AWS with explicit timeouts and retries.

botocore has no deadline for a whole call. So attempts and timeouts are chosen by their sum: all attempts and the waits
between them end before Lambda's timeout. Two attempts are enough, because the callers retry too: the customer with
the same key, the stream, the queue.
"""

from typing import TYPE_CHECKING, Final, cast

from botocore.client import BaseClient
from botocore.config import Config
from botocore.session import Session

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_sns import SNSClient
    from mypy_boto3_sqs import SQSClient

CONNECT_SECONDS: Final = 0.5
READ_SECONDS: Final = 2
ATTEMPTS: Final = 2
MOST_SECONDS_A_SERVICE_ADDS: Final = 5
LONGEST_WAITS_SECONDS: Final = sum(2**retry + MOST_SECONDS_A_SERVICE_ADDS for retry in range(ATTEMPTS - 1))
"""Between attempts botocore waits a random part of 1 s, 2 s, 4 s…, and up to 5 s more on the service's
`x-amz-retry-after` (botocore.retries.standard.ExponentialBackoff)."""
LONGEST_CALL_SECONDS: Final = ATTEMPTS * (CONNECT_SECONDS + READ_SECONDS) + LONGEST_WAITS_SECONDS

CONFIG: Final = Config(
    connect_timeout=CONNECT_SECONDS,
    read_timeout=READ_SECONDS,
    retries={"mode": "standard", "total_max_attempts": ATTEMPTS},
    tcp_keepalive=True,
)


class Clients:
    """Creates clients that share one session and its loaded files."""

    def __init__(self, region: str) -> None:
        """The region comes from the settings, not from the session."""
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
