"""What roles may do, and the page that tells it."""

import json
from typing import Any

import pytest

from cafe.aws import LocalAws
from cafe.checkout import Workspace
from cafe.document import permissions_page
from cafe.document.permissions import Permission, granted
from cafe.errors import CafeError
from tests.support.tools.functions import declare_functions

TABLE = "arn:aws:dynamodb:us-east-1:000000000000:table/cafe-orders-local-orders"
READING: dict[str, Any] = {
    "Sid": "ReadAndWriteOrders",
    "Effect": "Allow",
    "Action": ["dynamodb:GetItem"],
    "Resource": [TABLE],
}


def make_role(aws: LocalAws, name: str, *statements: dict[str, Any]) -> None:
    trust = {"Version": "2012-10-17", "Statement": list[Any]()}
    aws.iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(trust))
    if statements:
        policy = json.dumps({"Version": "2012-10-17", "Statement": statements})
        aws.iam.put_role_policy(RoleName=name, PolicyName="statements", PolicyDocument=policy)


def test_each_action_on_each_resource_is_a_permission(aws: LocalAws) -> None:
    make_role(aws, "cafe-orders-local-shop-api", READING | {"Action": ["dynamodb:PutItem", "dynamodb:GetItem"]})

    assert granted(aws) == [
        Permission("shop-api", "ReadAndWriteOrders", "dynamodb:GetItem", TABLE),
        Permission("shop-api", "ReadAndWriteOrders", "dynamodb:PutItem", TABLE),
    ]


def test_another_environments_roles_are_not_its_own(aws: LocalAws) -> None:
    make_role(aws, "cafe-orders-dev-shop-api", READING)
    make_role(aws, "someone-elses", READING)

    assert granted(aws) == []
    assert [each.role for each in granted(aws, "dev")] == ["shop-api"]


def test_the_page_tells_what_a_permission_is_for_without_names_of_an_account(space: Workspace, aws: LocalAws) -> None:
    make_role(aws, "cafe-orders-local-shop-api", READING)
    declare_functions(space.root)

    permissions_page.page(space, aws).write()

    page = (space.root / "docs" / "permissions.md").read_text()
    assert "| shop-api | dynamodb:GetItem | dynamodb table/orders | A customer reads an order. |" in page
    assert "000000000000" not in page
    permissions_page.page(space, aws).check()


def test_a_permission_that_is_for_nothing_is_refused(space: Workspace, aws: LocalAws) -> None:
    declare_functions(space.root)
    make_role(aws, "cafe-orders-local-shop-api", READING | {"Action": ["dynamodb:DeleteTable"]})

    with pytest.raises(CafeError, match="DeleteTable has no purpose"):
        permissions_page.page(space, aws).write()
