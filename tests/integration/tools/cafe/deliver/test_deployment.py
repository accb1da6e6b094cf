"""Plans and deployments of an environment: what was reviewed is what is applied, or nothing."""

import json
import stat
from dataclasses import dataclass, field, replace
from pathlib import Path

import boto3
import pytest

from cafe.aws import Access, Aws
from cafe.deliver.deployment import Deployment, deployed_artifacts
from cafe.deliver.lambda_aliases import Aliases
from cafe.deliver.plans.manifest import Manifest, read_manifest
from cafe.deliver.plans.planning import Planning, saved_summaries
from cafe.environments import LiveEnvironment
from cafe.errors import CafeError
from plan_comment.errors import PlanCommentError
from tests.support.services.mocked_aws import REGION
from tests.support.tools.fake_terraform import FakeTerraform

DEV = LiveEnvironment("dev", "111111111111", REGION)
ARTIFACTS = {"shop_api.zip": "a" * 64}
LOCKED = """Error: Error acquiring the state lock
Error message: operation error S3: PutObject, https response error StatusCode: 412
Lock Info:
  ID:        4a1b0c5e-1f2d-4c3b-9a8e-7d6c5b4a3f2e
  Path:      cafe-orders-dev-state-111111111111/store/terraform.tfstate
  Operation: OperationTypeApply
  Who:       ada@bar
  Version:   1.11.4
  Created:   2026-11-22 18:00:00.123456789 +0000 UTC
  Info:
"""
HALF_WAY = "table: Creation complete after 1s\n\nError: creating the stream: LimitExceededException"


@dataclass
class Site:
    """An account, its two units, and the folder of their plans."""

    terraform: FakeTerraform
    folder: Path
    published: list[str] = field(default_factory=list)

    @property
    def planning(self) -> Planning:
        return Planning(self.terraform, DEV, self.terraform.access, self.folder, self.folder.parent)

    @property
    def deployment(self) -> Deployment:
        aliases = Aliases(DEV, self.terraform.access, ("shop_api",))
        return Deployment(self.planning, aliases, lambda: self.published.append("page"))

    def plan(self) -> Manifest:
        return self.planning.run(ARTIFACTS)

    def deploy(self) -> dict[str, str]:
        return dict(self.deployment.run(read_manifest(self.folder), ARTIFACTS).units)

    def change(self, unit: str, **resources: str) -> None:
        """What a commit does."""
        self.terraform.wanted[unit] = lambda _: resources

    def record(self) -> dict[str, object]:
        fields: dict[str, object] = json.loads((self.folder / "deployment.json").read_text())
        return fields


@pytest.fixture
def new(session: boto3.Session, tmp_path: Path) -> Site:
    """Nothing was applied yet."""
    access = Access({"AWS_SECRET_ACCESS_KEY": "the-key-of-the-role"}, Aws(session))
    access.aws.s3.create_bucket(Bucket=DEV.state_bucket)
    return Site(FakeTerraform(access, DEV), tmp_path / "plans")


@pytest.fixture
def site(new: Site) -> Site:
    """Everything was applied."""
    new.plan()
    new.deploy()
    new.terraform.applied.clear()
    new.published.clear()
    return new


class TestPlans:
    def test_every_unit_is_in_the_manifest_with_the_state_it_was_planned_on(self, site: Site) -> None:
        site.change("store", table="orders", queue="orders")

        manifest = site.plan()

        assert [(unit.name, unit.status, unit.state and unit.state.serial) for unit in manifest.units] == [
            ("store", "changes", 1), ("service", "unchanged", 1),
        ]  # fmt: skip
        assert read_manifest(site.folder) == manifest
        assert manifest.artifacts == ARTIFACTS

    def test_a_unit_on_mocked_outputs_is_provisional(self, new: Site) -> None:
        service = new.plan().units[1]

        assert service.mocked_dependencies == ("store",)
        assert service.is_provisional

    def test_a_unit_whose_dependency_changes_its_outputs_is_provisional(self, site: Site) -> None:
        site.change("store", table="other")

        assert site.plan().units[1].changing_dependencies == ("store",)

    def test_a_unit_that_fails_leaves_the_manifest_complete(self, new: Site) -> None:
        new.terraform.breaks_plans["store"] = (
            f"Error: no such attribute in {new.folder.parent}/live, the-key-of-the-role"
        )

        manifest = new.plan()

        assert [unit.status for unit in manifest.units] == ["failed", "changes"]
        assert [unit.name for unit in manifest.failed] == ["store"]
        told = saved_summaries(new.folder)[0].units[0].error
        assert told == "Error: no such attribute in ./live, (sensitive)"

    def test_only_the_owner_may_read_plans(self, site: Site) -> None:
        files = [
            file
            for file in site.folder.rglob("*")
            if file.suffix in (".json", ".tfplan") and "deployment" not in file.name
        ]

        assert len(files) >= 6
        assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
        assert stat.S_IMODE(site.folder.stat().st_mode) == 0o700

    def test_a_folder_without_plans_is_refused(self, tmp_path: Path) -> None:
        for read in (read_manifest, saved_summaries):
            with pytest.raises(CafeError, match="There are no plans in"):
                read(tmp_path)

    @pytest.mark.parametrize("content", ["", "[]", "{}", '{"format": 99, "units": []}'])
    def test_plans_of_another_version_are_refused(self, tmp_path: Path, content: str) -> None:
        (tmp_path / "plan.json").write_text(content)
        (tmp_path / "summary.json").write_text(content)

        for read in (read_manifest, saved_summaries):
            with pytest.raises((CafeError, PlanCommentError), match="this version reads"):
                read(tmp_path)


class TestDeployments:
    def test_a_first_one_plans_again_what_was_planned_on_mocks(self, new: Site) -> None:
        new.plan()

        assert new.deploy() == {"store": "applied", "service": "applied"}
        assert new.terraform.state("service")["made"] == {"function": "reads arn:orders"}
        assert new.published == ["page"]

    def test_a_saved_plan_is_applied_as_it_was_saved(self, site: Site) -> None:
        site.change("store", table="orders", queue="reviewed")
        site.plan()
        site.change("store", table="orders", queue="changed after the review")

        assert site.deploy() == {"store": "applied", "service": "unchanged"}
        assert site.terraform.state("store")["made"]["queue"] == "reviewed"

    def test_nothing_to_do_only_publishes_the_page(self, site: Site) -> None:
        site.plan()

        assert site.deploy() == {"store": "unchanged", "service": "unchanged"}
        assert site.published == ["page"]

    def test_a_stale_plan_is_made_again_and_applied_if_its_changes_are_the_same(
        self, site: Site, capsys: pytest.CaptureFixture[str]
    ) -> None:
        site.change("store", table="orders", queue="orders")
        site.plan()
        site.terraform.keep("store", {"table": "orders"}, {"arn": "arn:orders"})

        assert site.deploy()["store"] == "applied"
        assert (
            "store: its plan was made on serial 1 of 11112222, the state is at serial 2 of 11112222 now; planned again"
            in capsys.readouterr().out
        )

    def test_a_stale_plan_with_other_changes_stops_and_lists_what_nobody_reviewed(self, site: Site) -> None:
        site.change("store", table="orders", queue="orders")
        site.plan()
        site.terraform.keep("store", {"table": "changed by somebody"}, {"arn": "arn:orders"})

        with pytest.raises(CafeError, match="table: to update, which was not in the plan") as stop:
            site.deploy()

        assert "failed: store; not begun: service" in stop.value.problem
        assert stop.value.remedy.endswith("cafe plan dev --out DIR")
        assert (site.terraform.applied, site.published) == ([], [])

    def test_a_state_that_changes_in_the_last_moment_stops_too(self, site: Site) -> None:
        site.change("store", table="orders", queue="orders")
        site.plan()
        site.terraform.breaks_applies["store"] = "Error: Saved plan is stale"

        with pytest.raises(CafeError, match="The plan of dev store is older than its state"):
            site.deploy()

    def test_a_provisional_unit_with_other_changes_stops_before_it_is_applied(self, new: Site) -> None:
        new.plan()
        new.change("service", function="f", extra="nobody saw this")

        with pytest.raises(CafeError, match="extra: to create, which was not in the plan") as stop:
            new.deploy()

        assert "applied: store; failed: service" in stop.value.problem
        assert new.terraform.applied == ["store"]

    def test_a_unit_that_can_no_longer_be_planned_stops(self, new: Site) -> None:
        new.plan()
        new.terraform.breaks_plans["service"] = "Error: there is no such thing"

        with pytest.raises(CafeError, match="there is no such thing"):
            new.deploy()

    def test_one_that_fails_half_way_lists_what_was_done_and_how_to_continue(self, new: Site) -> None:
        new.change("store", queue="orders", table="orders")
        new.plan()
        new.terraform.breaks_applies["store"] = HALF_WAY

        with pytest.raises(CafeError) as stop:
            new.deploy()

        assert "store was applied in part: 1 of 2 changes are done" in stop.value.problem
        assert "Error: creating the stream: LimitExceededException" in stop.value.problem
        assert "failed: store; not begun: service" in stop.value.problem
        assert "deploy the same plans again" in stop.value.remedy
        assert "cafe rollback dev" in stop.value.remedy
        assert new.published == []
        assert new.record()["is_complete"] is False

    def test_one_that_fails_before_any_change_has_an_error_of_its_own(self, new: Site) -> None:
        new.plan()
        new.terraform.breaks_applies["store"] = "Error: creating the table: LimitExceededException"

        with pytest.raises(CafeError, match="store could not be applied: none of 1 changes is complete"):
            new.deploy()

    def test_credentials_that_expire_half_way_are_an_error_with_what_was_done(self, new: Site) -> None:
        new.change("store", queue="orders", table="orders")
        new.plan()
        new.terraform.breaks_applies["store"] = "table: Creation complete after 1s\nError: api error ExpiredToken: no"

        with pytest.raises(CafeError, match=r"1 of 2 changes are done(.|\n)*The credentials for dev have expired"):
            new.deploy()

    def test_one_that_failed_half_way_continues_with_the_same_plans(
        self, new: Site, capsys: pytest.CaptureFixture[str]
    ) -> None:
        new.change("store", queue="orders", table="orders")
        new.plan()
        new.terraform.breaks_applies["store"] = HALF_WAY
        with pytest.raises(CafeError):
            new.deploy()
        new.terraform.breaks_applies.clear()

        assert new.deploy() == {"store": "applied", "service": "applied"}
        assert "store: 1 of 2 reviewed changes are done already" in capsys.readouterr().out

    def test_a_locked_state_names_who_since_when_and_how_to_unlock(self, site: Site) -> None:
        site.change("store", table="orders", queue="orders")
        site.plan()
        site.terraform.breaks_applies["store"] = LOCKED

        with pytest.raises(CafeError) as stop:
            site.deploy()

        assert (
            "The state of dev store is locked: by ada@bar since 2026-11-22 18:00:00 UTC, for apply."
            in stop.value.problem
        )
        assert "--working-dir live/dev/store -- force-unlock 4a1b0c5e-1f2d-4c3b-9a8e-7d6c5b4a3f2e" in stop.value.remedy


class TestRefusals:
    """Before anything is touched."""

    @pytest.fixture
    def planned(self, site: Site) -> Site:
        site.change("store", table="orders", queue="orders")
        site.plan()
        return site

    def refused(self, site: Site, manifest: Manifest, artifacts: dict[str, str] = ARTIFACTS) -> CafeError:
        with pytest.raises(CafeError) as refusal:
            site.deployment.run(manifest, artifacts)
        assert (site.terraform.applied, site.published) == ([], [])
        return refusal.value

    def test_plans_of_another_environment(self, planned: Site) -> None:
        manifest = replace(read_manifest(planned.folder), environment="prod", account_id="222222222222")

        assert "The plans are of prod (222222222222), not of dev." in self.refused(planned, manifest).problem

    def test_plans_of_another_commit(self, planned: Site) -> None:
        manifest = replace(read_manifest(planned.folder), commit="0123456789abcdef")

        assert "The plans are of commit 0123456789ab, this checkout is" in self.refused(planned, manifest).problem

    def test_plans_that_are_not_complete(self, planned: Site) -> None:
        planned.terraform.breaks_plans["service"] = "Error: no"

        assert "Not everything could be planned: service." in self.refused(planned, planned.plan()).problem

    def test_artifacts_that_are_not_those_of_the_plan(self, planned: Site) -> None:
        refusal = self.refused(planned, read_manifest(planned.folder), {"shop_api.zip": "b" * 64})

        assert refusal.problem == "Not the artifacts of the plans: shop_api.zip (bbbbbbbbbbbb, not aaaaaaaaaaaa)."

    def test_a_plan_that_was_altered(self, planned: Site) -> None:
        (planned.folder / "store" / "plan.tfplan").write_text("another")

        assert (
            "The plan of store is not the one that was made"
            in self.refused(planned, read_manifest(planned.folder)).problem
        )

    def test_a_plan_that_was_left_behind(self, planned: Site) -> None:
        (planned.folder / "store" / "plan.tfplan").unlink()

        assert "The plan of store is missing" in self.refused(planned, read_manifest(planned.folder)).problem


class TestSameBytes:
    def test_the_deployed_artifacts_are_those_of_the_plans(self, site: Site) -> None:
        assert deployed_artifacts(site.folder) == ARTIFACTS

    def test_without_a_record_the_deployed_artifacts_are_those_of_the_manifest(self, site: Site) -> None:
        (site.folder / "deployment.json").unlink()

        assert deployed_artifacts(site.folder) == ARTIFACTS

    def test_a_deployment_that_is_not_complete_is_refused(self, new: Site) -> None:
        new.plan()
        new.terraform.breaks_applies["store"] = "Error: no"
        with pytest.raises(CafeError):
            new.deploy()

        with pytest.raises(CafeError, match="is not complete"):
            deployed_artifacts(new.folder)
