"""Replaces orders/runtime/clients.py: clients with boto3's defaults."""

from typing import TYPE_CHECKING, Final

import boto3

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_sns import SNSClient
    from mypy_boto3_sqs import SQSClient

LONGEST_CALL_SECONDS: Final = 11


class Clients:
    """The same methods; only the region is chosen."""

    def __init__(self, region: str) -> None:
        self._region = region

    def dynamodb(self) -> "DynamoDBClient":
        return boto3.client("dynamodb", region_name=self._region)

    def sqs(self) -> "SQSClient":
        return boto3.client("sqs", region_name=self._region)

    def sns(self) -> "SNSClient":
        return boto3.client("sns", region_name=self._region)
