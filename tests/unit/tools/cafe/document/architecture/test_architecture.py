"""The picture of the platform, from the resources that Terraform made."""

import json
from typing import Any

import pytest

from cafe.checkout import Workspace
from cafe.document import architecture
from cafe.document.architecture.connections import Connection, connections
from cafe.document.architecture.drawing import BOXES, draw
from cafe.errors import CafeError
from cafe.terraform_state import Resource

ARN = "arn:aws:{}:us-east-1:111111111111:{}"
TABLE = ARN.format("dynamodb", "table/cafe-orders-dev-orders")
STREAM = f"{TABLE}/stream/2026-01-01T00:00:00.000"
ORDERS = ARN.format("sqs", "cafe-orders-dev-orders")
DEAD_LETTERS = ARN.format("sqs", "cafe-orders-dev-orders-dlq")
FAILURES = ARN.format("sqs", "cafe-orders-dev-order-relay-failures")
INBOX = ARN.format("sqs", "cafe-orders-dev-inbox")
API_FIREWALL = ARN.format("wafv2", "regional/webacl/cafe-orders-dev-api/1")
SITE_FIREWALL = ARN.format("wafv2", "global/webacl/cafe-orders-dev-site/1")
TOPIC = ARN.format("sns", "cafe-orders-dev-order-events")


def function(name: str) -> str:
    return ARN.format("lambda", f"function:cafe-orders-dev-{name}:live")


def resource(kind: str, **attributes: Any) -> Resource:
    return Resource("any", kind, attributes)


def policy(role: str, *statements: tuple[list[str], str]) -> Resource:
    document = {"Statement": [{"Action": actions, "Resource": on} for actions, on in statements]}
    return resource("aws_iam_role_policy", role=f"cafe-orders-dev-{role}", policy=json.dumps(document))


def mapping(source: str, name: str, failures: str | None = None) -> Resource:
    destination = [{"on_failure": [{"destination_arn": failures}]}] if failures else []
    return resource(
        "aws_lambda_event_source_mapping",
        event_source_arn=source,
        function_name=function(name),
        destination_config=destination,
    )


def subscription(protocol: str, endpoint: str) -> Resource:
    return resource("aws_sns_topic_subscription", topic_arn=TOPIC, protocol=protocol, endpoint=endpoint)


@pytest.mark.parametrize(
    ("made", "found"),
    [
        (mapping(STREAM, "order-relay"), {Connection("table:orders", "function:order-relay", "stream")}),
        (mapping(ORDERS, "order-processor"), {Connection("queue:orders", "function:order-processor", "batches")}),
        (
            policy("order-api", (["dynamodb:PutItem", "dynamodb:Query"], f"{TABLE}/index/by_created_at")),
            {Connection("function:order-api", "table:orders", "PutItem, Query")},
        ),
        (
            policy("order-relay", (["sns:Publish", "sns:PublishBatch"], TOPIC)),
            {Connection("function:order-relay", "topic:order-events", "Publish")},
        ),
        (
            resource(
                "aws_sqs_queue",
                arn=ORDERS,
                redrive_policy=json.dumps({"deadLetterTargetArn": DEAD_LETTERS, "maxReceiveCount": 5}),
            ),
            {Connection("queue:orders", "queue:orders-dlq", "after 5 failures")},
        ),
        (subscription("sqs", INBOX), {Connection("topic:order-events", "queue:inbox", "notification")}),
        (subscription("email", "bar@example.com"), {Connection("topic:order-events", "person:e-mail", "notification")}),
        (
            resource("aws_api_gateway_integration", uri=f"arn:aws:::functions/{function('order-api')}/invocations"),
            {Connection("api:orders", "function:order-api", "invokes")},
        ),
        (
            resource("aws_wafv2_web_acl_association", web_acl_arn=API_FIREWALL),
            {Connection("firewall:api", "api:orders", "guards")},
        ),
    ],
)  # fmt: skip
def test_a_resource_is_a_connection(made: Resource, found: set[Connection]) -> None:
    assert connections([made]) == found


@pytest.mark.parametrize(
    "made",
    [
        resource("aws_sqs_queue", arn=DEAD_LETTERS, redrive_policy=""),
        resource("aws_api_gateway_integration", uri=None),
        resource("aws_s3_bucket", arn="arn:aws:s3:::cafe-orders-dev-site"),
        policy("order-processor", (["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"], ORDERS)),
        policy("order-relay", (["dynamodb:GetRecords"], STREAM)),
        policy("order-api", (["logs:PutLogEvents"], ARN.format("logs", "log-group:/aws/lambda/x:log-stream:*"))),
    ],
)
def test_what_calls_nothing_itself_is_none(made: Resource) -> None:
    assert connections([made]) == set()


def test_what_fails_in_a_mapping_goes_to_its_queue() -> None:
    found = connections([mapping(STREAM, "order-relay", FAILURES)])

    assert Connection("function:order-relay", "queue:order-relay-failures", "on failure") in found


def test_guests_come_in_by_the_edge_and_the_identity_that_the_api_asks() -> None:
    origins = [{"domain_name": "site.s3.us-east-1.amazonaws.com"}, {"domain_name": "api.example.com"}]
    made = [
        resource("aws_cloudfront_distribution", origin=origins, web_acl_id=SITE_FIREWALL),
        resource("aws_api_gateway_authorizer", provider_arns=["arn:aws:cognito-idp:us-east-1:1:userpool/p"]),
    ]

    assert connections(made) == {
        Connection("firewall:site", "cdn:edge", "guards"),
        Connection("cdn:edge", "site:page", "page"),
        Connection("cdn:edge", "api:orders", "/api/*"),
        Connection("api:orders", "identity:customers", "keys"),
        Connection("person:guest", "cdn:edge", "HTTPS"),
        Connection("person:guest", "identity:customers", "code + PKCE"),
    }


def test_one_arrow_says_all_that_goes_along_it() -> None:
    picture = draw(
        [
            Connection("function:order-api", "table:orders", "PutItem"),
            Connection("function:order-api", "table:orders", "Query"),
        ]
    )

    assert picture.count("<line") == 1
    assert picture.index(">PutItem<") < picture.index(">Query<")


def test_no_two_boxes_share_a_place() -> None:
    assert len({(place.column, place.row) for place in BOXES.values()}) == len(BOXES)


def test_what_has_no_place_is_named() -> None:
    with pytest.raises(CafeError, match="No place in the picture for queue:tea"):
        draw([Connection("function:order-api", "queue:tea", "SendMessage")])


def test_a_picture_that_is_out_of_date_is_refused(space: Workspace) -> None:
    (space.root / "docs").mkdir()
    architecture.page(space, [subscription("sqs", INBOX)]).write()

    architecture.page(space, [subscription("sqs", INBOX)]).check()

    with pytest.raises(CafeError, match=r"docs/architecture\.svg is out of date"):
        architecture.page(space, [subscription("email", "bar@example.com")]).check()
