"""Every alarm and chart watches something that exists; every alarm sends a message and links a runbook.

Alarms are those of each environment's plan, on a mocked AWS.
"""

import re
from collections.abc import Callable, Mapping

import pytest

from cafe.checkout import workspace
from orders.runtime.metrics import NAMESPACE, Metric
from tests.support.infrastructure.alarm_evaluation import names_in
from tests.support.infrastructure.environments import ON_AWS
from tests.support.infrastructure.watching import Watch, sources_of_alarms, sources_of_charts, what_exists

ROOT = workspace().root
SECONDS_A_DAY = 24 * 60 * 60
MOST_SECONDS = 7 * SECONDS_A_DAY
SECONDS_AN_HOUR = 60 * 60
MOST_METRICS_IN_AN_ALARM = 10
RUNBOOK = re.compile(r"Runbook: https://\S+/docs/runbooks/([a-z0-9-]+\.md)$")

OFFERED: Mapping[tuple[str, frozenset[str]], set[str]] = {
    ("AWS/ApiGateway", frozenset({"ApiName", "Stage"})): {
        "4XXError", "5XXError", "Count", "Latency", "IntegrationLatency",
    },
    ("AWS/CloudFront", frozenset({"DistributionId", "Region"})): {"4xxErrorRate", "5xxErrorRate"},
    ("AWS/DynamoDB", frozenset({"TableName"})): {
        "ConsumedReadCapacityUnits", "ConsumedWriteCapacityUnits", "ReadThrottleEvents", "WriteThrottleEvents",
    },
    ("AWS/DynamoDB", frozenset({"TableName", "Operation"})): {"SystemErrors"},
    ("AWS/Lambda", frozenset({"FunctionName"})): {"Duration", "Errors", "Invocations", "IteratorAge", "Throttles"},
    ("AWS/SNS", frozenset({"TopicName"})): {
        "NumberOfMessagesPublished", "NumberOfNotificationsDelivered", "NumberOfNotificationsFailed",
    },
    ("AWS/SQS", frozenset({"QueueName"})): {"ApproximateAgeOfOldestMessage", "ApproximateNumberOfMessagesVisible"},
    ("AWS/WAFV2", frozenset({"WebACL", "Rule"})): {"BlockedRequests"},
    ("AWS/WAFV2", frozenset({"WebACL", "Rule", "Region"})): {"BlockedRequests"},
    (NAMESPACE, frozenset({"service", "environment"})): {each.value for each in Metric},
}  # fmt: skip
"""Metrics that a service offers with just these dimensions, from its page of metrics in its developer guide."""


def test_every_alarm_s_metric_is_offered_under_just_its_dimensions(watch: Watch) -> None:
    asked = list(sources_of_alarms(watch))

    assert asked
    assert [each for each in asked if each.name not in OFFERED[each.namespace, frozenset(each.dimensions)]] == []


def test_every_alarm_s_dimensions_are_those_of_something_that_exists(watch: Watch) -> None:
    existing = what_exists(watch)

    assert [each for each in sources_of_alarms(watch) if (each.namespace, each.dimensions) not in existing] == []


def test_every_chart_shows_something_that_exists(watch: Watch) -> None:
    existing = what_exists(watch)
    shown = list(sources_of_charts(watch))

    assert len(shown) > 20
    assert [each for each in shown if (each.namespace, each.dimensions) not in existing] == []
    assert [each for each in shown if each.name not in OFFERED[each.namespace, frozenset(each.dimensions)]] == []


def test_every_queue_function_topic_and_table_is_watched(watch: Watch) -> None:
    watched = [(each.namespace, each.dimensions) for each in sources_of_alarms(watch)]
    spare = {f"{watch.name}-inbox", f"{watch.name}-alarms"}

    forgotten = [
        (namespace, dimensions)
        for namespace, dimensions in what_exists(watch)
        if (namespace, dimensions) not in watched and not spare & set(dimensions.values())
    ]

    assert [pair for pair in forgotten if pair[0] != NAMESPACE] == []


def test_metrics_of_our_own_are_emitted_by_the_service_that_an_alarm_or_chart_names(watch: Watch) -> None:
    ours = [each for each in (*sources_of_alarms(watch), *sources_of_charts(watch)) if each.namespace == NAMESPACE]

    assert ours
    assert [each for each in ours if Metric(each.name) not in emitted_by(each.dimensions["service"])] == []


def emitted_by(service: str) -> set[Metric]:
    """Metrics that the code of a service mentions."""
    code = "".join(file.read_text() for file in (ROOT / "services" / service).glob("*.py"))
    return {Metric[name] for name in re.findall(r"\bMetric\.([A-Z_]+)", code)}


def test_every_metric_that_is_emitted_is_on_the_dashboard(watch: Watch) -> None:
    assert {each.name for each in sources_of_charts(watch) if each.namespace == NAMESPACE} == set(Metric)


def test_every_alarm_sends_a_message_by_itself_or_by_its_composite(watch: Watch) -> None:
    topics = {topic["arn"] for topic in watch.of_type("aws_sns_topic")}
    rules = " ".join(each["alarm_rule"] for each in watch.composites.values())
    telling = [*watch.alarms.values(), *watch.composites.values()]

    silent = {alarm["alarm_name"] for alarm in telling if not alarm["alarm_actions"]}

    assert {name for name in silent if f'ALARM("{name}")' not in rules} == set()
    assert {arn for alarm in telling for arn in alarm["alarm_actions"] or ()} <= topics
    assert all(alarm["alarm_actions"] == alarm["ok_actions"] for alarm in telling)


def test_a_composite_names_alarms_that_exist(watch: Watch) -> None:
    names = {alarm["alarm_name"] for alarm in watch.alarms.values()}
    named = {
        name for each in watch.composites.values() for name in re.findall(r'ALARM\("([^"]+)"\)', each["alarm_rule"])
    }

    assert named
    assert named <= names


def test_every_alarm_links_a_runbook_that_exists_and_every_runbook_has_an_alarm(watch: Watch) -> None:
    described = [alarm["alarm_description"] for alarm in (*watch.alarms.values(), *watch.composites.values())]

    linked = [RUNBOOK.search(text) for text in described]

    assert all(linked)
    files = {file.name for file in (ROOT / "docs" / "runbooks").glob("*.md")} - {"README.md"}
    assert {found[1] for found in linked if found} <= files
    unlinked = files - {found[1] for found in linked if found}
    assert unlinked == set()


def test_a_description_fits_where_it_is_shown(watch: Watch) -> None:
    """In "PutMetricAlarm" an AlarmDescription has 1024 characters; an SNS subject has 100, so names are short."""
    for alarm in (*watch.alarms.values(), *watch.composites.values()):
        assert len(alarm["alarm_description"]) <= 1024
        assert len(f'ALARM: "{alarm["alarm_name"]}" in US East (N. Virginia)') <= 100


def test_periods_are_ones_that_cloudwatch_takes(watch: Watch) -> None:
    """Period in "PutMetricAlarm": multiples of 60, a week in all, a day for periods of less than an hour."""
    for name, alarm in watch.alarms.items():
        used = {source["period"] for query in alarm["metric_query"] for source in query["metric"]} or {alarm["period"]}
        (period,) = used
        assert period % 60 == 0, name
        assert period * alarm["evaluation_periods"] <= (MOST_SECONDS if period >= SECONDS_AN_HOUR else SECONDS_A_DAY), (
            name
        )
        assert (alarm["datapoints_to_alarm"] or 1) <= alarm["evaluation_periods"], name


def test_metric_math_uses_ids_that_are_defined_and_answers_once(watch: Watch) -> None:
    """By "Metric math syntax and functions" ids start with a small letter; an alarm has one answer, with a band two."""
    for name, alarm in watch.alarms.items():
        ids = [query["id"] for query in alarm["metric_query"]]
        assert len(set(ids)) == len(ids) <= MOST_METRICS_IN_AN_ALARM, name
        assert all(re.fullmatch(r"[a-z][a-zA-Z0-9_]*", each) for each in ids), name
        expressions = [query["expression"] for query in alarm["metric_query"] if query["expression"]]
        assert {each for expression in expressions for each in names_in(expression)} <= set(ids), name
        answers = sum(bool(query["return_data"]) for query in alarm["metric_query"])
        assert answers == ((2 if alarm["threshold_metric_id"] else 1) if ids else 0), name


def test_every_log_group_is_kept_for_a_time_that_is_set(watch: Watch) -> None:
    groups = watch.of_type("aws_cloudwatch_log_group")

    assert groups
    assert [group["name"] for group in groups if not group["retention_in_days"]] == []


def test_saved_queries_read_logs_that_exist_and_fields_that_are_written(prod: Watch) -> None:
    groups = {group["name"] for group in prod.of_type("aws_cloudwatch_log_group")}
    queries = prod.of_type("aws_cloudwatch_query_definition")
    code = "".join(file.read_text() for file in (ROOT / "services").rglob("*.py"))

    assert queries
    assert {name for query in queries for name in query["log_group_names"]} <= groups
    for message in (m for query in queries for m in re.findall(r'message = "([^"]+)"', query["query_string"])):
        assert f'"{message}"' in code
    assert {m for query in queries for m in re.findall(r"sum\((\w+)\)", query["query_string"])} <= set(Metric)


@pytest.mark.parametrize("environment", ON_AWS)
def test_environments_on_aws_trace_a_part_of_the_requests(planned: Callable[[str], Watch], environment: str) -> None:
    watch = planned(environment)

    (rule,) = watch.of_type("aws_xray_sampling_rule")
    assert rule["service_name"] == f"{watch.name}-*"
    assert all(each["tracing_config"][0]["mode"] == "Active" for each in watch.of_type("aws_lambda_function"))
    assert all(each["xray_tracing_enabled"] for each in watch.of_type("aws_api_gateway_stage"))


def test_the_documents_list_every_alarm_that_sends_a_message(prod: Watch) -> None:
    text = (ROOT / "docs" / "operations.md").read_text()

    assert set(re.findall(r"^\| `([a-z0-9-]+)` \| .* \| \[", text, re.MULTILINE)) == prod.telling
