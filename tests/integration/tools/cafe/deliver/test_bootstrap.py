"""Bringing an account to where it can be deployed to."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from cafe.aws import LocalAws
from cafe.checkout import Workspace
from cafe.deliver.bootstrap import GITHUB_OIDC, STATE_BACKEND, Bootstrap, create_state_backend, provider_in
from cafe.environments import LiveEnvironment
from cafe.errors import CafeError

DEV = LiveEnvironment("dev", "123456789012", "us-east-1")


@dataclass
class FakeTerraform:
    """Plans what was not applied yet."""

    changes: dict[str, list[dict[str, Any]]]
    applied: list[str] = field(default_factory=list)

    def plan(self, unit: str, saved: Path, log: Path) -> dict[str, Any]:
        saved.write_text(unit)
        log.write_text("planned")
        return {"resource_changes": [] if unit in self.applied else self.changes.get(unit, [])}

    def apply(self, unit: str, saved: Path, log: Path) -> None:
        assert saved.read_text() == unit
        log.write_text("applied")
        self.applied.append(unit)


def change(address: str, *actions: str, **more: Any) -> dict[str, Any]:
    return {"address": address, "change": {"actions": list(actions), **more}}


@pytest.fixture
def terraform() -> FakeTerraform:
    return FakeTerraform(
        {
            STATE_BACKEND: [
                change("aws_s3_bucket.state", "no-op", importing={"id": "state"}),
                change("aws_s3_bucket.plans", "create"),
            ],
            GITHUB_OIDC: [change("aws_iam_role.plan", "create"), change("data.aws_region.current", "read")],
        }
    )


@pytest.fixture
def bootstrap(space: Workspace, aws: LocalAws, terraform: FakeTerraform) -> Bootstrap:
    return Bootstrap(DEV, aws, terraform, space.local / "bootstrap", agree=lambda: True, is_dry=False)


def told_no_more_than(times: int) -> Callable[[], bool]:
    """Agrees so many times."""
    answers = iter([True] * times)
    return lambda: next(answers, False)


def buckets(aws: LocalAws) -> list[str]:
    return [bucket["Name"] for bucket in aws.s3.list_buckets()["Buckets"]]


def test_in_an_empty_account_the_state_is_made_first_then_its_protection_then_roles(
    bootstrap: Bootstrap, terraform: FakeTerraform, aws: LocalAws
) -> None:
    bootstrap.run()

    assert buckets(aws) == [DEV.state_bucket]
    assert aws.dynamodb.list_tables()["TableNames"] == [DEV.lock_table]
    assert terraform.applied == [STATE_BACKEND, GITHUB_OIDC]


def test_a_second_run_asks_nothing_and_changes_nothing(bootstrap: Bootstrap, terraform: FakeTerraform) -> None:
    bootstrap.run()

    replace(bootstrap, agree=told_no_more_than(0)).run()

    assert terraform.applied == [STATE_BACKEND, GITHUB_OIDC]


def test_each_thing_is_explained_before_it_is_made(bootstrap: Bootstrap, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(CafeError, match="nothing more was made"):
        replace(bootstrap, agree=told_no_more_than(1)).run()

    told = capsys.readouterr().out
    assert (
        told.index("Terraform's record")
        < told.index("bucket and table made")
        < told.index("The place of states and plans")
    )
    assert "create aws_s3_bucket.plans" in told
    assert "adopt aws_s3_bucket.state" in told
    assert "aws_iam_role.plan" not in told


def test_without_agreement_nothing_is_made(bootstrap: Bootstrap, terraform: FakeTerraform, aws: LocalAws) -> None:
    with pytest.raises(CafeError, match="nothing more was made"):
        replace(bootstrap, agree=told_no_more_than(0)).run()

    assert buckets(aws) == []
    assert terraform.applied == []


def test_an_interrupted_run_is_gone_on_with(bootstrap: Bootstrap, terraform: FakeTerraform, aws: LocalAws) -> None:
    aws.s3.create_bucket(Bucket=DEV.state_bucket)

    bootstrap.run()

    assert aws.dynamodb.list_tables()["TableNames"] == [DEV.lock_table]
    assert terraform.applied == [STATE_BACKEND, GITHUB_OIDC]


def test_a_dry_run_of_an_empty_account_explains_all_and_makes_nothing(
    bootstrap: Bootstrap, terraform: FakeTerraform, aws: LocalAws, capsys: pytest.CaptureFixture[str]
) -> None:
    replace(bootstrap, is_dry=True, agree=told_no_more_than(0)).run()

    told = capsys.readouterr().out
    assert all(title in told for title in ("state:", "state_backend:", "github_oidc:"))
    assert buckets(aws) == []
    assert terraform.applied == []


def test_a_dry_run_of_a_made_account_shows_what_would_change(
    bootstrap: Bootstrap, terraform: FakeTerraform, capsys: pytest.CaptureFixture[str]
) -> None:
    bootstrap.run()
    terraform.applied.remove(GITHUB_OIDC)
    capsys.readouterr()

    replace(bootstrap, is_dry=True, agree=told_no_more_than(0)).run()

    told = capsys.readouterr().out
    assert "state_backend: nothing to change" in told
    assert "create aws_iam_role.plan" in told
    assert terraform.applied == [STATE_BACKEND]


def test_a_state_that_may_not_be_seen_is_not_taken_for_missing(
    bootstrap: Bootstrap, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusal = ClientError({"Error": {"Code": "403", "Message": "Forbidden"}}, "HeadBucket")

    def refuse(**_: object) -> None:
        raise refusal

    monkeypatch.setattr(bootstrap.aws.s3, "head_bucket", refuse)

    with pytest.raises(ClientError, match="403"):
        bootstrap.run()


def test_githubs_provider_is_found_where_there_is_one(aws: LocalAws) -> None:
    assert provider_in(aws) == ""

    aws.iam.create_open_id_connect_provider(
        Url="https://token.actions.githubusercontent.com", ClientIDList=["sts.amazonaws.com"]
    )

    assert provider_in(aws) == f"arn:aws:iam::{DEV.account_id}:oidc-provider/token.actions.githubusercontent.com"


def test_the_state_bucket_is_in_the_environments_region(aws: LocalAws) -> None:
    live = replace(DEV, region="eu-central-1")

    create_state_backend(live, aws)

    assert aws.s3.get_bucket_location(Bucket=live.state_bucket)["LocationConstraint"] == "eu-central-1"
