"""One permission is revoked during a test; it is granted again, whatever happens."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mypy_boto3_iam import IAMClient

POLICY = "statements"


@contextmanager
def revoked(iam: "IAMClient", role: str, statement: str, action: str) -> Iterator[None]:
    """Fails when the statement does not grant the action: then there is nothing to show."""
    whole: dict[str, Any] = dict(iam.get_role_policy(RoleName=role, PolicyName=POLICY)["PolicyDocument"])  # type: ignore[arg-type]  # boto3 has parsed it
    left = whole | {"Statement": [_without(each, statement, action) for each in whole["Statement"]]}
    assert left != whole, f"{statement} of {role} does not grant {action}"
    _put(iam, role, left | {"Statement": [each for each in left["Statement"] if each["Action"]]})
    try:
        yield
    finally:
        _put(iam, role, whole)


def _without(statement: dict[str, Any], sid: str, action: str) -> dict[str, Any]:
    if statement["Sid"] != sid:
        return statement
    return statement | {"Action": [each for each in statement["Action"] if each != action]}


def _put(iam: "IAMClient", role: str, document: dict[str, Any]) -> None:
    iam.put_role_policy(RoleName=role, PolicyName=POLICY, PolicyDocument=json.dumps(document))
