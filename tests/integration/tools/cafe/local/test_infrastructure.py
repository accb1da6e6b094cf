"""The environment `local`: where its state is kept, how it is applied and its outputs."""

import json

import pytest

from cafe.aws import LocalAws
from cafe.checkout import Workspace
from cafe.environments import LOCAL
from cafe.errors import CafeError
from cafe.functions import MANIFEST
from cafe.local.infrastructure import LocalInfrastructure, local_infrastructure
from tests.support.tools.fake_programs import Programs

pytestmark = pytest.mark.usefixtures("aws")


@pytest.fixture
def infrastructure(space: Workspace) -> LocalInfrastructure:
    return local_infrastructure(space, "http://127.0.0.1:4566")


def keep_state(aws: LocalAws, unit: str, **outputs: str) -> None:
    values = {name: {"value": value, "type": "string"} for name, value in outputs.items()}
    state = {"lineage": "11112222", "serial": 1, "outputs": values, "resources": []}
    aws.s3.put_object(Bucket=LOCAL.state_bucket, Key=f"{unit}/terraform.tfstate", Body=json.dumps(state))


def test_the_state_has_a_versioned_bucket_and_a_lock(aws: LocalAws, infrastructure: LocalInfrastructure) -> None:
    infrastructure.bootstrap_state()

    assert aws.s3.get_bucket_versioning(Bucket=LOCAL.state_bucket)["Status"] == "Enabled"
    assert aws.dynamodb.list_tables()["TableNames"] == [LOCAL.lock_table]


def test_an_existing_state_is_kept(aws: LocalAws, infrastructure: LocalInfrastructure) -> None:
    infrastructure.bootstrap_state()
    keep_state(aws, "identity", user_pool_id="p1")

    infrastructure.bootstrap_state()

    assert aws.s3.list_objects_v2(Bucket=LOCAL.state_bucket)["KeyCount"] == 1


def test_an_apply_prints_the_result_of_each_unit(
    infrastructure: LocalInfrastructure, programs: Programs, capsys: pytest.CaptureFixture[str]
) -> None:
    complete = "00:00 STDOUT [identity] terraform: Apply complete! Resources: 3 added, 0 changed, 0 destroyed."
    programs.add(
        "terragrunt", f'[ "$1" = --version ] && echo 1.1.1 && exit; echo "{complete}"; echo "[identity] and more"'
    )

    infrastructure.apply()

    assert capsys.readouterr().out == "    identity: Resources: 3 added, 0 changed, 0 destroyed.\n"


def test_a_failed_apply_is_an_error_with_terraforms_last_lines(
    infrastructure: LocalInfrastructure, programs: Programs
) -> None:
    programs.add("terragrunt", '[ "$1" = --version ] && echo 1.1.1 && exit; echo "Error: no such region"; exit 1')

    with pytest.raises(CafeError, match="no such region"):
        infrastructure.apply()


INPUTS = (
    *("terragrunt.hcl", "live/local/env.hcl", "modules/a/main.tf", "dist/brew.zip"),
    *(str(MANIFEST), "services/brew/contract/routes.json"),
)


@pytest.mark.parametrize("changed", INPUTS)
def test_an_apply_depends_on_modules_environments_functions_and_contracts(
    space: Workspace, infrastructure: LocalInfrastructure, changed: str
) -> None:
    for name in INPUTS:
        (space.root / name).parent.mkdir(parents=True, exist_ok=True)
        (space.root / name).write_text("before")
    before = infrastructure.fingerprint()

    (space.root / changed).write_text("after")

    assert infrastructure.fingerprint() != before
