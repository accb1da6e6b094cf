"""Every permission is needed: each is revoked on the running platform, and something that people need fails.

The local AWS checks IAM for what functions call. What it does not check is marked in `permission_reasons` with the
page of AWS's documentation that asks for it, and belongs to something that the platform really has.
"""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
import requests

from cafe.aws import LocalAws
from cafe.document.permission_reasons import MANAGED_POLICIES, Grant, Place, purposes
from cafe.document.permissions import granted
from cafe.environments import LOCAL
from cafe.operate.log_events import FunctionLogs
from cafe.platform import Platform
from cafe.waiting import wait_until
from tests.support.e2e.guest import SECONDS_TO_DECIDE, Guest
from tests.support.e2e.operating import take_all
from tests.support.e2e.problem import assert_problem
from tests.support.e2e.revoked_permission import revoked
from tests.support.e2e.switches import messages_hidden_for, processor_off
from tests.support.functions import FUNCTIONS, invoked_by

PURPOSES = purposes(FUNCTIONS)

pytestmark = pytest.mark.local

PREFIX = f"{LOCAL.prefix}-"
API, RELAY, PROCESSOR = (invoked_by(trigger).aws_name for trigger in ("api", "stream", "queue"))
SECONDS_TO_BE_DENIED = 30
DENIALS = ("AccessDenied", "AuthorizationError")
"""What IAM's refusal is called by DynamoDB and SQS, and by SNS."""


@dataclass(frozen=True)
class Cafe:
    """The running platform as seen by a guest and by an operator, with the functions' denials from now on."""

    guest: Guest
    aws: LocalAws
    platform: Platform
    started: int

    @contextmanager
    def without(self, grant: Grant) -> Iterator[None]:
        with revoked(self.aws.iam, PREFIX + grant.role, grant.statement, grant.action):
            yield

    def denied(self, grant: Grant) -> bool:
        """Whether the function was told by IAM that it may not."""
        lines = [
            line.message for line in FunctionLogs(self.aws, FUNCTIONS).read(self.started) if line.function == grant.role
        ]
        return any(denial in line for line in lines for denial in DENIALS)


@pytest.fixture
def cafe(guest: Guest, aws: LocalAws, platform: Platform) -> Cafe:
    started = max((line.at for line in FunctionLogs(aws, FUNCTIONS).read(0)), default=0) + 1
    return Cafe(guest, aws, platform, started)


REQUESTS: dict[Grant, Callable[[Guest, str], requests.Response]] = {
    Grant(API, "ReadAndWriteOrders", "dynamodb:PutItem"): lambda guest, _: guest.place(),
    Grant(API, "ReadAndWriteOrders", "dynamodb:GetItem"): lambda guest, order: guest.send("GET", f"/orders/{order}"),
    Grant(API, "ReadAndWriteOrders", "dynamodb:UpdateItem"): lambda guest, order: guest.send(
        "POST", f"/orders/{order}/cancel"
    ),
    Grant(API, "ListOrders", "dynamodb:Query"): lambda guest, _: guest.send("GET", "/orders"),
}
"""What a customer does that needs the permission; the order is one that waits for its decision."""


@pytest.mark.parametrize("grant", REQUESTS, ids=str)
def test_without_the_permission_a_request_fails(cafe: Cafe, grant: Grant) -> None:
    with processor_off(cafe.aws):
        waiting = cafe.guest.place_one()
        with cafe.without(grant):
            refused = REQUESTS[grant](cafe.guest, waiting)
        served = REQUESTS[grant](cafe.guest, waiting)

    assert_problem(refused, 500)
    assert served.ok, served.text
    assert cafe.denied(grant)


@dataclass(frozen=True)
class Work:
    """Something that is begun and that the platform finishes by itself."""

    begin: Callable[[Cafe], str]
    is_done: Callable[[Cafe, str], bool]


def place(cafe: Cafe) -> str:
    return cafe.guest.place_one()


def is_decided(cafe: Cafe, order_id: str) -> bool:
    return bool(cafe.guest.read(order_id)["status"] != "RECEIVED")


def is_notified(cafe: Cafe, order_id: str) -> bool:
    return any(order_id in message["Body"] for message in take_all(cafe.aws, cafe.platform.inbox_url))


def damage(cafe: Cafe) -> str:
    """A record of the table that is no order; its name."""
    name = f"poison-{secrets.token_hex(4)}"
    key = {"customer_id": {"S": name}, "order_id": {"S": "poison"}}
    cafe.aws.dynamodb.put_item(TableName=cafe.platform.table, Item=key)
    cafe.aws.dynamodb.delete_item(TableName=cafe.platform.table, Key=key)
    return name


def is_put_aside(cafe: Cafe, name: str) -> bool:
    """Whether an operator finds the record in the failure queue, from where it is taken."""
    url = cafe.platform.relay_failure_queue_url
    found = [message for message in take_all(cafe.aws, url) if name in message["Body"]]
    for message in found:
        cafe.aws.sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
    return found != []


DECISION = Work(place, is_decided)
NOTIFICATION = Work(place, is_notified)
REPORT = Work(damage, is_put_aside)

BACKGROUND: dict[Grant, Work] = {
    Grant(PROCESSOR, "DecideOrders", "dynamodb:GetItem"): DECISION,
    Grant(PROCESSOR, "DecideOrders", "dynamodb:UpdateItem"): DECISION,
    Grant(RELAY, "Enqueue", "sqs:SendMessageBatch"): DECISION,
    Grant(RELAY, "PublishEvents", "sns:PublishBatch"): NOTIFICATION,
    Grant(RELAY, "ReportFailures", "sqs:SendMessageBatch"): REPORT,
}


@pytest.mark.parametrize("grant", BACKGROUND, ids=str)
def test_without_the_permission_work_stops_until_it_is_granted_again(cafe: Cafe, grant: Grant) -> None:
    work = BACKGROUND[grant]

    with messages_hidden_for(cafe.aws, cafe.platform, seconds=1):
        with cafe.without(grant):
            begun = work.begin(cafe)
            wait_until(
                lambda: cafe.denied(grant), seconds=SECONDS_TO_BE_DENIED, problem=f"not in time: IAM denies {grant}"
            )
            assert not work.is_done(cafe, begun)
        wait_until(
            lambda: work.is_done(cafe, begun),
            seconds=SECONDS_TO_DECIDE,
            problem=f"not in time: {grant} was given back, the work is done",
        )


def managed_policies(aws: LocalAws) -> set[tuple[str, str]]:
    """Each role with the policies of AWS's own that it has."""
    return {
        (role["RoleName"].removeprefix(PREFIX), policy["PolicyName"])
        for role in aws.iam.list_roles()["Roles"]
        if role["RoleName"].startswith(PREFIX)
        for policy in aws.iam.list_attached_role_policies(RoleName=role["RoleName"])["AttachedPolicies"]
    }


def test_every_permission_has_its_purpose_and_every_purpose_its_permission(aws: LocalAws) -> None:
    found = {Grant(each.role, each.statement, each.action) for each in granted(aws)}

    assert found == {grant for grant, purpose in PURPOSES.items() if purpose.place is not Place.AWS}
    assert managed_policies(aws) == {(role, policy) for role, (policy, _) in MANAGED_POLICIES.items()}


def test_every_permission_that_the_local_aws_checks_is_revoked_here() -> None:
    checked = {grant for grant, purpose in PURPOSES.items() if purpose.required_by is None}

    assert checked == REQUESTS.keys() | BACKGROUND.keys()


def test_what_lambda_needs_to_poll_is_granted_on_the_source_it_polls_and_nothing_else(aws: LocalAws) -> None:
    polled = {each.resource for each in granted(aws) if each.statement in {"ReadStream", "TakeFromQueue"}}
    mappings = aws.functions.list_event_source_mappings()["EventSourceMappings"]

    assert polled == {mapping["EventSourceArn"] for mapping in mappings}


def test_each_function_may_write_to_its_own_log_group_only(aws: LocalAws) -> None:
    writers = {(each.role, each.resource) for each in granted(aws) if each.statement == "WriteOwnLogs"}
    groups = [group["arn"].removesuffix(":*") for group in aws.logs.describe_log_groups()["logGroups"]]

    assert len(writers) == len({role for role, _ in writers})
    for role, resource in writers:
        assert resource.removesuffix(":log-stream:*") in groups
        assert f"/aws/lambda/{PREFIX}{role}:" in resource
