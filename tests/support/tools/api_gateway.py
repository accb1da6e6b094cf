"""API Gateway of the local AWS, which only tests call."""

from typing import Any

import boto3

from cafe.aws import CREDENTIALS, LocalAws


def api_gateway(aws: LocalAws) -> Any:
    """A client without types: the development dependencies have no stub of it."""
    return boto3.client(
        "apigateway",
        endpoint_url=aws.sqs.meta.endpoint_url,
        region_name=CREDENTIALS["AWS_DEFAULT_REGION"],
        aws_access_key_id=CREDENTIALS["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=CREDENTIALS["AWS_SECRET_ACCESS_KEY"],
    )
