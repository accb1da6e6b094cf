"""The tools talk to the local AWS and to no other."""

import pytest

from cafe.aws import LocalAws

SERVICES = (
    "s3",
    "dynamodb",
    "dynamodbstreams",
    "sns",
    "sqs",
    "cognito",
    "iam",
    "cloudfront",
    "functions",
    "cloudwatch",
    "logs",
)


@pytest.mark.parametrize("service", SERVICES)
def test_a_client_goes_to_the_local_endpoint_whatever_the_caller_has_set(
    service: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "https://example.com")
    monkeypatch.setenv("AWS_REGION", "eu-west-1")

    client = getattr(LocalAws("http://127.0.0.1:4566"), service)

    assert client.meta.endpoint_url == "http://127.0.0.1:4566"
    assert client.meta.region_name in ("us-east-1", "aws-global")


def test_a_client_signs_as_the_local_root_whatever_the_caller_has_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "a-real-key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "a-real-secret")

    url = LocalAws("http://127.0.0.1:4566").s3.generate_presigned_url("list_buckets")

    assert "a-real-key" not in url
    assert "AWSAccessKeyId=test&" in url
