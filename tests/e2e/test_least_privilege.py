"""IAM is enforced: without its permission a function can't do its work."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from cafe.aws import LocalAws
from cafe.logs import read_logs

from .conftest import Guest
from .test_bad_input import assert_problem

if TYPE_CHECKING:
    from mypy_boto3_iam import IAMClient

ROLE = "cafe-orders-local-order-api"


@contextmanager
def without_permission(iam: "IAMClient", role: str, action: str) -> Iterator[None]:
    """Take one action out of a role's inline policies, and give it back."""
    names = iam.list_role_policies(RoleName=role)["PolicyNames"]
    documents = {name: iam.get_role_policy(RoleName=role, PolicyName=name)["PolicyDocument"] for name in names}
    assert any(action in json.dumps(document) for document in documents.values()), f"{role} may not {action}"
    try:
        for name, document in documents.items():
            reduced = json.dumps(document).replace(f'"{action}"', '"dynamodb:DescribeLimits"')
            iam.put_role_policy(RoleName=role, PolicyName=name, PolicyDocument=reduced)
        yield
    finally:
        for name, document in documents.items():
            iam.put_role_policy(RoleName=role, PolicyName=name, PolicyDocument=json.dumps(document))


@pytest.mark.parametrize("action", ["dynamodb:PutItem"])
def test_without_its_permission_no_order_is_accepted(guest: Guest, aws: LocalAws, action: str) -> None:
    started = int(time.time() * 1000)

    with without_permission(aws.iam, ROLE, action):
        refused = guest.place(("espresso", 1))
    accepted = guest.place(("espresso", 1))

    assert_problem(refused, 500)
    assert accepted.status_code == 202
    assert any("AccessDenied" in line.message for line in read_logs(aws, started))
