"""How an account is reached."""

import pytest

from cafe.aws import callers_access, local_access


def test_a_local_account_is_reached_with_nothing_of_the_callers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_SESSION_TOKEN", "of the caller")

    access = local_access("http://127.0.0.1:4711")

    assert access.endpoint_url == "http://127.0.0.1:4711"
    assert "AWS_SESSION_TOKEN" not in access.variables
    assert access.aws.s3.meta.endpoint_url == "http://127.0.0.1:4711"


def test_the_callers_credentials_reach_aws_in_the_environments_region(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "of the caller")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "of the caller")
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)

    access = callers_access("eu-central-1")

    assert access.variables["AWS_ACCESS_KEY_ID"] == "of the caller"
    assert access.variables["AWS_REGION"] == "eu-central-1"
    assert access.endpoint_url == ""
    assert access.aws.sqs.meta.endpoint_url == "https://sqs.eu-central-1.amazonaws.com"


def test_the_callers_variables_may_lead_to_a_local_account(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:4711")

    access = callers_access("us-east-1")

    assert access.endpoint_url == "http://127.0.0.1:4711"
    assert access.aws.sqs.meta.endpoint_url == "http://127.0.0.1:4711"
