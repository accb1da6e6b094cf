"""What Terraform made, held against what the design promises."""

import json
import subprocess

from cafe.deliver.plans.emulator_gaps import UNDESCRIBED
from cafe.deliver.plans.terragrunt import Terragrunt
from cafe.deliver.toolchain import terragrunt
from cafe.environments import LOCAL
from cafe.terraform_state import read_outputs
from tests.support.infrastructure.mocked_plan import Resource, of_type


def test_everything_is_tagged_with_its_environment(resources: list[Resource]) -> None:
    untagged = [
        resource["type"]
        for resource in resources
        if resource["attributes"].get("tags_all", {"environment": "local"}).get("environment") != "local"
    ]

    assert untagged == []


def test_dead_letters_of_orders_go_to_their_queue(resources: list[Resource]) -> None:
    queues = {queue["name"]: queue for queue in of_type(resources, "aws_sqs_queue")}
    redrive = json.loads(queues[f"{LOCAL.prefix}-orders"]["redrive_policy"])

    assert redrive["deadLetterTargetArn"] == queues[f"{LOCAL.prefix}-orders-dlq"]["arn"]


def test_no_output_holds_a_secret(infrastructure: Terragrunt) -> None:
    names = [name for outputs in read_outputs(infrastructure.access, infrastructure.live).values() for name in outputs]

    assert [name for name in names if "secret" in name or "password" in name] == []


def test_neither_an_output_nor_an_applys_log_holds_what_cloudfront_shows_the_api(
    infrastructure: Terragrunt, resources: list[Resource]
) -> None:
    origins = [origin for site in of_type(resources, "aws_cloudfront_distribution") for origin in site["origin"]]
    secrets = [header["value"] for origin in origins for header in origin["custom_header"]]
    told = (
        json.dumps(read_outputs(infrastructure.access, infrastructure.live))
        + (infrastructure.space.logs / "terragrunt.log").read_text()
    )

    assert [len(secret) for secret in secrets] == [len("00000000-0000-0000-0000-000000000000")]
    assert [secret for secret in secrets if secret in told] == []


def test_the_api_takes_the_secret_that_cloudfront_shows_and_the_next(resources: list[Resource]) -> None:
    (site,) = of_type(resources, "aws_cloudfront_distribution")
    (group,) = of_type(resources, "aws_wafv2_rule_group")
    shown = [header["value"] for origin in site["origin"] for header in origin["custom_header"]]
    statement = group["rule"][0]["statement"][0]["not_statement"][0]["statement"][0]["or_statement"][0]["statement"]
    taken = {each["byte_match_statement"][0]["search_string"] for each in statement}

    assert len(taken) == 3
    assert taken.issuperset(shown)


def test_site_and_api_stand_behind_a_firewall(resources: list[Resource]) -> None:
    firewalls = {firewall["scope"]: firewall["arn"] for firewall in of_type(resources, "aws_wafv2_web_acl")}
    (association,) = of_type(resources, "aws_wafv2_web_acl_association")
    (site,) = of_type(resources, "aws_cloudfront_distribution")
    (stage,) = of_type(resources, "aws_api_gateway_stage")

    assert site["web_acl_id"] == firewalls["CLOUDFRONT"]
    assert association["web_acl_arn"] == firewalls["REGIONAL"]
    assert association["resource_arn"] == stage["arn"]


def test_every_bucket_but_those_of_logs_writes_access_logs(resources: list[Resource]) -> None:
    buckets = {bucket["bucket"] for bucket in of_type(resources, "aws_s3_bucket")}
    kept_in = {log["bucket"]: log["target_bucket"] for log in of_type(resources, "aws_s3_bucket_logging")}

    assert kept_in
    assert buckets - kept_in.keys() == set(kept_in.values())


def test_requests_to_cloudfront_are_delivered_to_the_bucket_of_the_pages_log(resources: list[Resource]) -> None:
    (site,) = of_type(resources, "aws_cloudfront_distribution")
    (source,) = of_type(resources, "aws_cloudwatch_log_delivery_source")
    (destination,) = of_type(resources, "aws_cloudwatch_log_delivery_destination")
    (delivery,) = of_type(resources, "aws_cloudwatch_log_delivery")
    (page,) = of_type(resources, "aws_s3_bucket_logging")

    assert source["resource_arn"] == site["arn"]
    assert (delivery["delivery_source_name"], delivery["delivery_destination_arn"]) == (
        source["name"],
        destination["arn"],
    )
    assert destination["delivery_destination_configuration"] == [
        {"destination_resource_arn": f"arn:aws:s3:::{page['target_bucket']}"}
    ]


def test_a_second_plan_changes_nothing(infrastructure: Terragrunt) -> None:
    live = infrastructure.space.root / "live" / "local"
    plan = subprocess.run(
        [str(terragrunt(infrastructure.space)), "run", "--all", "--parallelism", "1", "--non-interactive", "--no-color",
         "--working-dir", str(live), "--json-out-dir", str(infrastructure.space.local / "plans"), "--", "plan",
         "-input=false", "-lock=false"],
        env=infrastructure.environment, cwd=infrastructure.space.root, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert plan.returncode == 0, plan.stdout + plan.stderr

    plans = list((infrastructure.space.local / "plans").rglob("*.json"))
    changes = [change for file in plans for change in json.loads(file.read_text()).get("resource_changes", [])]
    different = {change["address"]: change["type"] for change in changes if change["change"]["actions"] != ["no-op"]}
    assert plans
    assert {a: kind for a, kind in different.items() if kind not in UNDESCRIBED} == {}
