"""What watches an environment, and what there is to watch."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from orders.runtime.metrics import NAMESPACE
from tests.support.infrastructure.alarm_evaluation import Data, state_of, state_of_composite
from tests.support.infrastructure.mocked_plan import Resource, of_type

METRIC_ALARM, COMPOSITE = "aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm"
OPERATIONS = ("GetItem", "PutItem", "Query", "UpdateItem")


@dataclass(frozen=True)
class Watch:
    """All that watches an environment, and all that there is to watch."""

    name: str
    resources: Sequence[Resource]

    @cached_property
    def alarms(self) -> Mapping[str, Mapping[str, Any]]:
        return self._by_name(METRIC_ALARM)

    @cached_property
    def composites(self) -> Mapping[str, Mapping[str, Any]]:
        return self._by_name(COMPOSITE)

    @property
    def telling(self) -> set[str]:
        """Alarms that somebody is told of."""
        return {name for name, alarm in {**self.alarms, **self.composites}.items() if alarm["alarm_actions"]}

    def of_type(self, kind: str) -> list[dict[str, Any]]:
        return of_type(self.resources, kind)

    def _by_name(self, kind: str) -> dict[str, dict[str, Any]]:
        prefix = f"{self.name}-"
        return {alarm["alarm_name"].removeprefix(prefix): alarm for alarm in self.of_type(kind)}

    def states(self, data: Data, usual: float) -> dict[str, str]:
        """The state of every alarm, by its name without the environment's."""
        metrics = {
            name: state_of(alarm, data, usual if alarm["threshold_metric_id"] else None)
            for name, alarm in self.alarms.items()
        }
        full = {f"{self.name}-{name}": state for name, state in metrics.items()}
        rules = {name: each["alarm_rule"] for name, each in self.composites.items()}
        return metrics | {name: state_of_composite(rule, full) for name, rule in rules.items()}


def as_attributes(alarm: Mapping[str, Any], math: Mapping[str, Any]) -> dict[str, Any]:
    """Terraform's names: AlarmName is alarm_name, OKActions is ok_actions."""
    named = {re.sub(r"(?<=[a-z])(?=[A-Z])", "_", key.replace("OK", "Ok")).lower(): alarm[key] for key in alarm}
    dimensions = {each["Name"]: each["Value"] for each in alarm.get("Dimensions", [])}
    queries = math.get(alarm["AlarmName"], [])
    band = next((query["id"] for query in queries if query["expression"].startswith("ANOMALY")), None)
    absent = {"metric_name": None, "datapoints_to_alarm": None}
    return absent | named | {"dimensions": dimensions, "metric_query": queries, "threshold_metric_id": band}


@dataclass(frozen=True)
class Source:
    """A metric that an alarm or a chart asks for."""

    asked_by: str
    namespace: str
    name: str
    dimensions: Mapping[str, str]


def sources_of_alarms(watch: Watch) -> Iterator[Source]:
    for name, alarm in watch.alarms.items():
        if alarm["metric_name"]:
            yield Source(name, alarm["namespace"], alarm["metric_name"], alarm["dimensions"])
        for query in alarm["metric_query"]:
            for source in query["metric"]:
                yield Source(name, source["namespace"], source["metric_name"], source["dimensions"])


def sources_of_charts(watch: Watch) -> Iterator[Source]:
    for widget in widgets(watch):
        for entry in widget["properties"].get("metrics", []):
            namespace, name, *rest = [part for part in entry if isinstance(part, str)]
            yield Source(widget["properties"]["title"], namespace, name, dict(zip(rest[::2], rest[1::2], strict=True)))


def widgets(watch: Watch) -> list[dict[str, Any]]:
    (dashboard,) = watch.of_type("aws_cloudwatch_dashboard")
    made: list[dict[str, Any]] = json.loads(dashboard["dashboard_body"])["widgets"]
    return made


def what_exists(watch: Watch) -> list[tuple[str, dict[str, str]]]:
    """Dimensions under which metrics of the environment's own resources come."""
    tables = [table["name"] for table in watch.of_type("aws_dynamodb_table")]
    return [
        *[("AWS/SQS", {"QueueName": queue["name"]}) for queue in watch.of_type("aws_sqs_queue")],
        *[("AWS/SNS", {"TopicName": topic["name"]}) for topic in watch.of_type("aws_sns_topic")],
        *[("AWS/DynamoDB", {"TableName": table}) for table in tables],
        *[("AWS/DynamoDB", {"TableName": table, "Operation": each}) for table in tables for each in OPERATIONS],
        *[("AWS/ApiGateway", dimensions) for dimensions in stages(watch)],
        *[("AWS/CloudFront", {"DistributionId": each["id"], "Region": "Global"}) for each in distributions(watch)],
        *[("AWS/WAFV2", dimensions) for dimensions in firewalls(watch)],
        *[pair for function in watch.of_type("aws_lambda_function") for pair in of_function(function)],
    ]


def of_function(function: Mapping[str, Any]) -> list[tuple[str, dict[str, str]]]:
    variables = function["environment"][0]["variables"]
    own = {"service": variables["POWERTOOLS_SERVICE_NAME"], "environment": variables["ENVIRONMENT"]}
    return [("AWS/Lambda", {"FunctionName": function["function_name"]}), (NAMESPACE, own)]


def stages(watch: Watch) -> list[dict[str, str]]:
    (api,) = watch.of_type("aws_api_gateway_rest_api")
    return [{"ApiName": api["name"], "Stage": stage["stage_name"]} for stage in watch.of_type("aws_api_gateway_stage")]


def distributions(watch: Watch) -> list[dict[str, Any]]:
    return watch.of_type("aws_cloudfront_distribution")


def firewalls(watch: Watch) -> list[dict[str, str]]:
    """CloudFront's has no region ("AWS WAF metrics and dimensions")."""
    acls = watch.of_type("aws_wafv2_web_acl")
    return [
        {"WebACL": acl["visibility_config"][0]["metric_name"], "Rule": "ALL"}
        | ({"Region": "us-east-1"} if acl["scope"] == "REGIONAL" else {})
        for acl in acls
    ]
