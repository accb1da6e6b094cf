"""Errors of AWS are explained, with what to do about them."""

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError, NoCredentialsError, TokenRetrievalError

from cafe.aws_errors import explain_aws_errors
from cafe.environments import LiveEnvironment
from cafe.errors import CafeError

DEV = LiveEnvironment("dev", "111111111111", "us-east-1")


def client_error(code: str, message: str = "no") -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": message}}, "GetCallerIdentity")


@pytest.mark.parametrize(
    ("error", "problem"),
    [
        (NoCredentialsError(), "There are no credentials for dev."),
        (TokenRetrievalError(provider="sso", error_msg="gone"), "There are no credentials for dev."),
        (client_error("ExpiredToken"), "The credentials for dev have expired."),
        (client_error("ExpiredTokenException"), "The credentials for dev have expired."),
        (client_error("InvalidClientTokenId"), "AWS does not know the credentials for dev."),
        (client_error("UnrecognizedClientException"), "AWS does not know the credentials for dev."),
        (client_error("InvalidIdentityToken"), "AWS does not let this workflow assume its role in dev."),
        (client_error("NoSuchBucket"), "dev has no place for its state yet"),
        (client_error("SomethingElse", "of its own"), "of its own"),
        (EndpointConnectionError(endpoint_url="http://127.0.0.1:1"), "Could not connect to the endpoint URL"),
    ],
)
def test_an_error_of_aws_is_explained(error: Exception, problem: str) -> None:
    with pytest.raises(CafeError) as explained, explain_aws_errors(DEV):
        raise error

    assert problem in explained.value.problem
