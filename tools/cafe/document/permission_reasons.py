"""Why each permission is there. One without a purpose here, or a purpose without a permission, fails a test."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from cafe.operate.log_events import FUNCTIONS

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


def _each(role: str, statement: str, actions: Iterable[str], purpose: Purpose) -> dict[Grant, Purpose]:
    return {Grant(role, statement, action): purpose for action in actions}


_READ_BY_LAMBDA: Final = Purpose("Lambda reads the table's stream with it and invokes the function.", FROM_STREAM)
_TAKEN_BY_LAMBDA: Final = Purpose("Lambda takes orders from the queue with it and invokes the function.", FROM_SQS)
_OWN_LOGS: Final = Purpose("Lambda writes the function's log lines with it.", TO_LOGS)
_TRACES: Final = Purpose("Lambda and the function send traces with it, where tracing is on.", TO_XRAY, Place.AWS)

PURPOSES: Final[Mapping[Grant, Purpose]] = {
    Grant("order-api", "ReadAndWriteOrders", "dynamodb:GetItem"): Purpose("A customer reads an order."),
    Grant("order-api", "ReadAndWriteOrders", "dynamodb:PutItem"): Purpose("A customer places an order."),
    Grant("order-api", "ReadAndWriteOrders", "dynamodb:UpdateItem"): Purpose("A customer cancels an order."),
    Grant("order-api", "ListOrders", "dynamodb:Query"): Purpose("A customer lists the orders, newest first."),
    Grant("order-processor", "DecideOrders", "dynamodb:GetItem"): Purpose("The café looks at an order to decide it."),
    Grant("order-processor", "DecideOrders", "dynamodb:UpdateItem"): Purpose("The café confirms or rejects an order."),
    **_each(
        "order-processor",
        "TakeFromQueue",
        ("sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"),
        _TAKEN_BY_LAMBDA,
    ),
    **_each(
        "order-relay",
        "ReadStream",
        ("dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams"),
        _READ_BY_LAMBDA,
    ),
    Grant("order-relay", "Enqueue", "sqs:SendMessage"): Purpose("Orders received are queued.", SQS_ACTIONS),
    Grant("order-relay", "Enqueue", "sqs:SendMessageBatch"): Purpose("Orders received are queued.", place=Place.LOCAL),
    Grant("order-relay", "ReportFailures", "sqs:SendMessage"): Purpose(
        "Records that can't be published, and batches that Lambda gives up, are put aside.", SQS_ACTIONS
    ),
    Grant("order-relay", "ReportFailures", "sqs:SendMessageBatch"): Purpose(
        "Records that can't be published are put aside.", place=Place.LOCAL
    ),
    Grant("order-relay", "PublishEvents", "sns:Publish"): Purpose("Changes of status are told.", SNS_ACTIONS),
    Grant("order-relay", "PublishEvents", "sns:PublishBatch"): Purpose(
        "Changes of status are told.", place=Place.LOCAL
    ),
    **{
        grant: purpose
        for function in FUNCTIONS
        for grant, purpose in {
            **_each(function, "WriteOwnLogs", ("logs:CreateLogStream", "logs:PutLogEvents"), _OWN_LOGS),
            **_each(function, "SendTraces", ("xray:PutTelemetryRecords", "xray:PutTraceSegments"), _TRACES),
        }.items()
    },
}

MANAGED_POLICIES: Final[Mapping[str, tuple[str, Purpose]]] = {
    "orders-gateway-logs": (
        "AmazonAPIGatewayPushToCloudWatchLogs",
        Purpose(
            "API Gateway writes its logs with it, and checks for all of it before it takes the role.", GATEWAY_LOGS
        ),
    )
}
"""Policies of AWS's own: their resources are AWS's choice."""
