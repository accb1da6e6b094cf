"""Which resource calls which, read from Terraform's state: mappings, permissions, origins, subscriptions."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from cafe.checkout import PROJECT
from cafe.terraform_state import Resource

Attributes = dict[str, Any]

POLLED_BY_LAMBDA = ("sqs:Receive", "sqs:Delete", "sqs:Get", "dynamodb:GetRecords", "dynamodb:Describe", "dynamodb:List")
NOT_DRAWN = ("logs", "xray", "kms", "cloudwatch")
BATCHES = ("SendMessageBatch", "PublishBatch")


@dataclass(frozen=True)
class Connection:
    """One arrow: `source` calls `target`, doing `what`. Both are `kind:name`."""

    source: str
    target: str
    what: str


def connections(resources: Iterable[Resource]) -> set[Connection]:
    """Every connection that the resources make, guests' own included."""
    found = {connection for resource in resources for connection in _of(resource)}
    return found | {Connection("person:guest", node, what) for node, what in _doors(found)}


def _of(resource: Resource) -> Iterator[Connection]:
    reader = READERS.get(resource.type)
    return reader(resource.attributes) if reader else iter(())


def _doors(found: set[Connection]) -> Iterator[tuple[str, str]]:
    for connection in found:
        if connection.source.startswith("cdn:"):
            yield connection.source, "HTTPS"
        if connection.target.startswith("identity:"):
            yield connection.target, "code + PKCE"


def _mapping(attributes: Attributes) -> Iterator[Connection]:
    function = _node(attributes["function_name"])
    source = attributes["event_source_arn"]
    yield Connection(_node(source), function, "stream" if ":dynamodb:" in source else "batches")
    for destination in _nested(attributes, "destination_config", "on_failure"):
        yield Connection(function, _node(destination["destination_arn"]), "on failure")


def _permissions(attributes: Attributes) -> Iterator[Connection]:
    function = f"function:{_short(attributes['role'])}"
    for statement in json.loads(attributes["policy"])["Statement"]:
        actions = [action for action in _list(statement["Action"]) if not action.startswith(POLLED_BY_LAMBDA)]
        for arn in _list(statement["Resource"]):
            what = ", ".join(_verbs(actions))
            if what and arn.split(":")[2] not in NOT_DRAWN and "/stream/" not in arn:
                yield Connection(function, _node(arn), what)


def _verbs(actions: list[str]) -> list[str]:
    return [verb for action in actions if (verb := action.partition(":")[2]) not in BATCHES]


def _integration(attributes: Attributes) -> Iterator[Connection]:
    function = re.search(r"functions/(arn:[^/]+)/invocations", attributes["uri"] or "")
    if function:
        yield Connection("api:orders", _node(function.group(1)), "invokes")


def _authorizer(attributes: Attributes) -> Iterator[Connection]:
    for _ in attributes["provider_arns"]:
        yield Connection("api:orders", "identity:customers", "keys")


def _distribution(attributes: Attributes) -> Iterator[Connection]:
    for origin in attributes["origin"]:
        is_site = ".s3." in origin["domain_name"]
        yield Connection("cdn:edge", "site:page" if is_site else "api:orders", "page" if is_site else "/api/*")
    if attributes["web_acl_id"]:
        yield Connection(_node(attributes["web_acl_id"]), "cdn:edge", "guards")


def _guarded_stage(attributes: Attributes) -> Iterator[Connection]:
    yield Connection(_node(attributes["web_acl_arn"]), "api:orders", "guards")


def _queue(attributes: Attributes) -> Iterator[Connection]:
    redrive = json.loads(attributes["redrive_policy"] or "{}")
    if redrive:
        after = f"after {redrive['maxReceiveCount']} failures"
        yield Connection(_node(attributes["arn"]), _node(redrive["deadLetterTargetArn"]), after)


def _subscription(attributes: Attributes) -> Iterator[Connection]:
    is_queue = attributes["protocol"] == "sqs"
    yield Connection(
        _node(attributes["topic_arn"]), _node(attributes["endpoint"]) if is_queue else "person:e-mail", "notification"
    )


READERS: dict[str, Callable[[Attributes], Iterator[Connection]]] = {
    "aws_lambda_event_source_mapping": _mapping,
    "aws_iam_role_policy": _permissions,
    "aws_api_gateway_integration": _integration,
    "aws_api_gateway_authorizer": _authorizer,
    "aws_cloudfront_distribution": _distribution,
    "aws_sqs_queue": _queue,
    "aws_wafv2_web_acl_association": _guarded_stage,
    "aws_sns_topic_subscription": _subscription,
}
KINDS = {"lambda": "function", "dynamodb": "table", "sqs": "queue", "sns": "topic", "wafv2": "firewall"}


def _node(arn: str) -> str:
    """`kind:name` of what an ARN names, whichever its alias, stream or index."""
    service, name = arn.split(":")[2], arn.split(":", 5)[5]
    name = re.sub(r"^(function:|table/|(global|regional)/webacl/)", "", name)
    return f"{KINDS[service]}:{_short(re.split(r'[:/]', name)[0])}"


def _short(name: str) -> str:
    return re.sub(rf"^{PROJECT}-[a-z]+-", "", name)


def _nested(attributes: Attributes, *path: str) -> list[Attributes]:
    found = [attributes]
    for step in path:
        found = [inner for outer in found for inner in outer[step]]
    return found


def _list(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value
