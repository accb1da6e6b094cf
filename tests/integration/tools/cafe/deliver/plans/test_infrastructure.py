"""The environment `local`: where its state is kept, how it is applied and what it tells."""

import json

import pytest

from cafe.aws import LocalAws
from cafe.checkout import Workspace
from cafe.deliver.plans.infrastructure import LiveInfrastructure, local_infrastructure
from cafe.environments import LOCAL, UNITS
from cafe.errors import CafeError
from tests.support.tools.fake_programs import Programs

pytestmark = pytest.mark.usefixtures("aws")


@pytest.fixture
def infrastructure(space: Workspace) -> LiveInfrastructure:
    return local_infrastructure(space, "http://127.0.0.1:4566")


def keep_state(aws: LocalAws, unit: str, **outputs: str) -> None:
    told = {name: {"value": value, "type": "string"} for name, value in outputs.items()}
    state = {"lineage": "11112222", "serial": 1, "outputs": told, "resources": []}
    aws.s3.put_object(Bucket=LOCAL.state_bucket, Key=f"{unit}/terraform.tfstate", Body=json.dumps(state))


def test_the_state_has_a_versioned_bucket_and_a_lock(aws: LocalAws, infrastructure: LiveInfrastructure) -> None:
    infrastructure.bootstrap_state()

    assert aws.s3.get_bucket_versioning(Bucket=LOCAL.state_bucket)["Status"] == "Enabled"
    assert aws.dynamodb.list_tables()["TableNames"] == [LOCAL.lock_table]


def test_a_state_that_is_there_is_kept(aws: LocalAws, infrastructure: LiveInfrastructure) -> None:
    infrastructure.bootstrap_state()
    keep_state(aws, "identity", user_pool_id="p1")

    infrastructure.bootstrap_state()

    assert aws.s3.list_objects_v2(Bucket=LOCAL.state_bucket)["KeyCount"] == 1


def test_outputs_are_those_of_every_unit(aws: LocalAws, infrastructure: LiveInfrastructure) -> None:
    infrastructure.bootstrap_state()
    for unit in UNITS:
        keep_state(aws, unit, name=f"of {unit}")

    outputs = infrastructure.outputs()

    assert outputs == {unit: {"name": f"of {unit}"} for unit in UNITS}


def test_a_unit_without_a_state_is_named(infrastructure: LiveInfrastructure) -> None:
    infrastructure.bootstrap_state()

    with pytest.raises(CafeError, match="The state of identity can't be read"):
        infrastructure.outputs()


def test_an_apply_tells_what_each_unit_came_to(
    infrastructure: LiveInfrastructure, programs: Programs, capsys: pytest.CaptureFixture[str]
) -> None:
    complete = "00:00 STDOUT [identity] terraform: Apply complete! Resources: 3 added, 0 changed, 0 destroyed."
    programs.add(
        "terragrunt", f'[ "$1" = --version ] && echo 1.1.1 && exit; echo "{complete}"; echo "[identity] and more"'
    )

    infrastructure.apply()

    assert capsys.readouterr().out == "    identity: Resources: 3 added, 0 changed, 0 destroyed.\n"


def test_a_failed_apply_tells_terraforms_last_lines(infrastructure: LiveInfrastructure, programs: Programs) -> None:
    programs.add("terragrunt", '[ "$1" = --version ] && echo 1.1.1 && exit; echo "Error: no such region"; exit 1')

    with pytest.raises(CafeError, match="no such region"):
        infrastructure.apply()


def test_terraform_runs_with_nothing_of_the_callers_aws(
    infrastructure: LiveInfrastructure, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("AWS_PROFILE", "AWS_SESSION_TOKEN", "TF_VAR_region", "TG_WORKING_DIR"):
        monkeypatch.setenv(name, "of the caller")

    environment = infrastructure.environment()

    assert "of the caller" not in environment.values()
    assert environment["AWS_ENDPOINT_URL"] == "http://127.0.0.1:4566"
    assert environment["AWS_ACCESS_KEY_ID"] == "test"


@pytest.mark.parametrize("changed", ["terragrunt.hcl", "live/local/env.hcl", "modules/a/main.tf", "dist/order_api.zip"])
def test_an_apply_depends_on_modules_environments_and_zips(
    space: Workspace, infrastructure: LiveInfrastructure, changed: str
) -> None:
    for name in ("terragrunt.hcl", "live/local/env.hcl", "modules/a/main.tf", "dist/order_api.zip"):
        (space.root / name).parent.mkdir(parents=True, exist_ok=True)
        (space.root / name).write_text("before")
    (space.root / "services" / "order_api" / "contract").mkdir(parents=True)
    before = infrastructure.fingerprint()

    (space.root / changed).write_text("after")

    assert infrastructure.fingerprint() != before
