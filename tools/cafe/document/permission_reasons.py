"""Why each permission is there. A test fails on a permission without a purpose, or a purpose without a permission."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from cafe.functions import Function

DOCUMENTATION: Final = "https://docs.aws.amazon.com/"
FROM_SQS: Final = f"{DOCUMENTATION}lambda/latest/dg/services-sqs-configure.html"
FROM_STREAM: Final = f"{DOCUMENTATION}lambda/latest/dg/services-ddb.html"
SQS_ACTIONS: Final = f"{DOCUMENTATION}service-authorization/latest/reference/list_amazonsqs.html"
SNS_ACTIONS: Final = f"{DOCUMENTATION}service-authorization/latest/reference/list_amazonsns.html"
TO_LOGS: Final = f"{DOCUMENTATION}lambda/latest/dg/monitoring-cloudwatchlogs.html"
TO_XRAY: Final = f"{DOCUMENTATION}lambda/latest/dg/services-xray.html"
GATEWAY_LOGS: Final = f"{DOCUMENTATION}apigateway/latest/developerguide/set-up-logging.html"


class Place(StrEnum):
    """Where a permission is granted."""

    EVERYWHERE = "everywhere"
    AWS = "on AWS only"
    LOCAL = "locally only"


@dataclass(frozen=True, order=True)
class Grant:
    """An action that a statement of a role allows."""

    role: str
    statement: str
    action: str

    def __str__(self) -> str:
        return f"{self.role}:{self.statement}:{self.action}"


@dataclass(frozen=True)
class Purpose:
    """What needs the permission. `required_by` is AWS's page where the local AWS does not ask for it."""

    needed_for: str
    required_by: str | None = None
    place: Place = Place.EVERYWHERE


type Purposes = Mapping[Grant, Purpose]

READ_BY_LAMBDA: Final = Purpose("Lambda reads the table's stream with it and invokes the function.", FROM_STREAM)
TAKEN_BY_LAMBDA: Final = Purpose("Lambda takes orders from the queue with it and invokes the function.", FROM_SQS)
OWN_LOGS: Final = Purpose("Lambda writes the function's log lines with it.", TO_LOGS)
TRACES: Final = Purpose("Lambda and the function send traces with it, where tracing is on.", TO_XRAY, Place.AWS)

MANAGED_POLICIES: Final[Mapping[str, tuple[str, Purpose]]] = {
    "orders-gateway-logs": (
        "AmazonAPIGatewayPushToCloudWatchLogs",
        Purpose(
            "API Gateway writes its logs with it, and checks for all of it before it takes the role.", GATEWAY_LOGS
        ),
    )
}
"""Policies of AWS's own: their resources are AWS's choice."""


def purposes(functions: Sequence[Function]) -> Purposes:
    """Why each function has each of its permissions."""
    of_trigger = {"api": _of_api, "stream": _of_relay, "queue": _of_processor}
    first = {function.trigger: function.aws_name for function in reversed(functions)}
    own = (of_trigger[trigger](role) for trigger, role in first.items() if trigger in of_trigger)
    of_all = (_of_every_function(function.aws_name) for function in functions)
    return {grant: purpose for granted in (*own, *of_all) for grant, purpose in granted.items()}


def _of_api(role: str) -> Purposes:
    return {
        Grant(role, "ReadAndWriteOrders", "dynamodb:GetItem"): Purpose("A customer reads an order."),
        Grant(role, "ReadAndWriteOrders", "dynamodb:PutItem"): Purpose("A customer places an order."),
        Grant(role, "ReadAndWriteOrders", "dynamodb:UpdateItem"): Purpose("A customer cancels an order."),
        Grant(role, "ListOrders", "dynamodb:Query"): Purpose("A customer lists the orders, newest first."),
    }


def _of_processor(role: str) -> Purposes:
    taken = ("sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage")
    return {
        Grant(role, "DecideOrders", "dynamodb:GetItem"): Purpose("The café looks at an order to decide it."),
        Grant(role, "DecideOrders", "dynamodb:UpdateItem"): Purpose("The café confirms or rejects an order."),
        **_each(role, "TakeFromQueue", taken, TAKEN_BY_LAMBDA),
    }


def _of_relay(role: str) -> Purposes:
    read = ("dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams")
    failed = "Records that can't be published, and batches that Lambda drops, are put aside."
    return {
        **_each(role, "ReadStream", read, READ_BY_LAMBDA),
        **_sent(role, "Enqueue", "sqs:SendMessage", Purpose("Orders received are queued.", SQS_ACTIONS)),
        **_sent(role, "ReportFailures", "sqs:SendMessage", Purpose(failed, SQS_ACTIONS)),
        **_sent(role, "PublishEvents", "sns:Publish", Purpose("Changes of status are published.", SNS_ACTIONS)),
    }


def _of_every_function(role: str) -> Purposes:
    return {
        **_each(role, "WriteOwnLogs", ("logs:CreateLogStream", "logs:PutLogEvents"), OWN_LOGS),
        **_each(role, "SendTraces", ("xray:PutTelemetryRecords", "xray:PutTraceSegments"), TRACES),
    }


def _sent(role: str, statement: str, action: str, purpose: Purpose) -> Purposes:
    """AWS checks batches by the action for one; the local AWS has an action of its own for them."""
    batch = Purpose(purpose.needed_for, place=Place.LOCAL)
    return {Grant(role, statement, action): purpose, Grant(role, statement, f"{action}Batch"): batch}


def _each(role: str, statement: str, actions: Iterable[str], purpose: Purpose) -> Purposes:
    return {Grant(role, statement, action): purpose for action in actions}
