"""Who else may use what is ours: services of AWS, each for the one thing of ours that it acts for."""

import json
from collections.abc import Iterator
from typing import Any

from cafe.environments import LOCAL
from tests.support.infrastructure.mocked_plan import Resource, of_type

CONFUSED_DEPUTY_KEYS = {"aws:sourcearn", "aws:sourceaccount", "kms:encryptioncontext:aws:logs:arn"}
"""CloudWatch Logs names the log group that it encrypts for in the context of the encryption."""
WITH_POLICIES = {"aws_sqs_queue", "aws_sns_topic", "aws_s3_bucket_policy", "aws_kms_key"}
OF_THE_ACCOUNT = {"aws:sourceowner", "kms:calleraccount"}
ASSUMED_BY = {"lambda.amazonaws.com", "apigateway.amazonaws.com"}
"""Neither names a source when it assumes a role. It can only be given a role of its own account (iam:PassRole)."""


def statements(resources: list[Resource], kinds: set[str], attribute: str) -> Iterator[dict[str, Any]]:
    for resource in resources:
        if resource["type"] in kinds and resource["attributes"][attribute]:
            yield from json.loads(resource["attributes"][attribute])["Statement"]


def condition_keys(statement: dict[str, Any]) -> set[str]:
    return {key.lower() for test in statement.get("Condition", {}).values() for key in test}


def test_a_service_is_allowed_only_on_behalf_of_a_resource_of_ours(resources: list[Resource]) -> None:
    allowed = [each for each in statements(resources, WITH_POLICIES, "policy") if each["Effect"] == "Allow"]
    services = [each for each in allowed if "Service" in each["Principal"]]

    assert services
    assert [each for each in services if not condition_keys(each) & CONFUSED_DEPUTY_KEYS] == []


def test_no_other_account_is_allowed(resources: list[Resource]) -> None:
    """Where no policy is given, as locally, SNS makes one that lets its owner's account in."""
    allowed = [each for each in statements(resources, WITH_POLICIES, "policy") if each["Effect"] == "Allow"]
    anyone = [each for each in allowed if each["Principal"] == "*" or "AWS" in each["Principal"]]
    others = [each for each in anyone if not is_own_root(each)]

    assert [each for each in others if not condition_keys(each) & OF_THE_ACCOUNT] == []


def is_own_root(statement: dict[str, Any]) -> bool:
    return bool(statement["Principal"] == {"AWS": f"arn:aws:iam::{LOCAL.account_id}:root"})


def test_a_function_is_invoked_only_by_our_api_through_its_alias(resources: list[Resource]) -> None:
    permissions = of_type(resources, "aws_lambda_permission")
    (api,) = of_type(resources, "aws_api_gateway_rest_api")

    assert [(each["principal"], each["qualifier"]) for each in permissions] == [("apigateway.amazonaws.com", "live")]
    assert permissions[0]["source_arn"].startswith(api["execution_arn"])


def test_a_role_is_assumed_by_one_service(resources: list[Resource]) -> None:
    trusted = list(statements(resources, {"aws_iam_role"}, "assume_role_policy"))

    assert trusted
    assert [
        each for each in trusted if each["Action"] != "sts:AssumeRole" or each["Principal"].keys() != {"Service"}
    ] == []
    assert {each["Principal"]["Service"] for each in trusted} == ASSUMED_BY
