"""What the platform's roles may do, read from IAM itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cafe.aws import LocalAws
from cafe.checkout import PROJECT

if TYPE_CHECKING:
    from mypy_boto3_iam import IAMClient


@dataclass(frozen=True, order=True)
class Permission:
    """One action on one resource, granted by a statement of a role. The role's name is without its environment."""

    role: str
    statement: str
    action: str
    resource: str


def granted(aws: LocalAws, environment: str = "local") -> list[Permission]:
    """Every permission of every role of an environment."""
    found = {
        permission
        for role in _roles(aws.iam, environment)
        for statement in _statements(aws.iam, f"{_prefix(environment)}{role}")
        for permission in _permissions(role, statement)
    }
    return sorted(found)


def _prefix(environment: str) -> str:
    return f"{PROJECT}-{environment}-"


def _roles(iam: "IAMClient", environment: str) -> Iterator[str]:
    for page in iam.get_paginator("list_roles").paginate():
        names = (role["RoleName"] for role in page["Roles"])
        yield from (n.removeprefix(_prefix(environment)) for n in names if n.startswith(_prefix(environment)))


def _statements(iam: "IAMClient", role: str) -> Iterator[dict[str, Any]]:
    for name in iam.list_role_policies(RoleName=role)["PolicyNames"]:
        document: Any = iam.get_role_policy(RoleName=role, PolicyName=name)["PolicyDocument"]
        yield from document["Statement"]


def _permissions(role: str, statement: dict[str, Any]) -> Iterator[Permission]:
    for action in statement["Action"]:
        for resource in statement["Resource"]:
            yield Permission(role, statement["Sid"], action, resource)
