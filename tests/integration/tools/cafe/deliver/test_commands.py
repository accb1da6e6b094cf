"""`cafe plan`, `plan-comment`, `deploy` and `rollback` as they are typed; Terraform and Terragrunt are stand-ins."""

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import boto3
import pytest

from cafe.build.checksums import write_checksums
from cafe.checkout import Workspace, workspace
from cafe.deliver import composition
from cafe.deliver.lambda_aliases import Aliases
from cafe.environments import UNITS
from plan_comment.summary import to_json
from tests.support.services.mocked_aws import REGION
from tests.support.tools.command import Ended, Run, runner
from tests.support.tools.fake_programs import Programs
from tests.support.tools.functions import NAMES, declare_functions
from tests.support.tools.http_server import Answer, Server
from tests.support.tools.plans import golden
from tests.support.tools.zips import zip_of

if TYPE_CHECKING:
    from mypy_boto3_lambda.type_defs import FunctionCodeTypeDef

MOTOS_ACCOUNT = "123456789012"
BUCKET = f"cafe-orders-dev-state-{MOTOS_ACCOUNT}"
PLAN_BUCKET = f"cafe-orders-dev-plans-{MOTOS_ACCOUNT}"
TERRAGRUNT = """
if [ "$1" = --version ]; then echo "terragrunt version v1.1.1"; exit; fi
unit="${5##*/}"
echo "00:00:00.000 STDOUT terraform: $7"
if [ "$unit" = "$BROKEN" ]; then echo "00:00:00.000 STDERR terraform: Error: it is broken"; exit 1; fi
for argument; do
  case "$argument" in -out=*)
    echo "$unit" > "${argument#-out=}"
    mkdir -p "$5/.terragrunt-cache/a/b/$unit/.terraform";;
  esac
done
"""
TERRAFORM = """
if [ "$1" = version ]; then echo '{"terraform_version": "1.11.4"}'; exit; fi
echo '{"applyable": false, "resource_changes": []}'
"""


@pytest.fixture
def account(session: boto3.Session) -> boto3.Session:
    """dev's account, after its bootstrap."""
    for bucket in (BUCKET, PLAN_BUCKET):
        session.client("s3").create_bucket(Bucket=bucket)
    return session


@pytest.fixture
def checkout(space: Workspace, programs: Programs) -> Workspace:
    """The real environments on a machine with stand-ins of Terraform and Terragrunt."""
    shutil.copytree(workspace().root / "live", space.root / "live", ignore=shutil.ignore_patterns(".terra*"))
    env = space.root / "live" / "dev" / "env.hcl"
    env.write_text(env.read_text().replace("111111111111", MOTOS_ACCOUNT))
    space.artifacts.mkdir()
    declare_functions(space.root)
    for name in NAMES:
        (space.artifacts / f"{name}.zip").write_text(name)
    page = space.root / "web" / "dist"
    page.mkdir(parents=True)
    (page / "index.html").write_text("<html>")
    write_checksums(space)
    tools = {name: shutil.which(name, path="/usr/bin:/bin") for name in ("mkdir", "git")}
    for name, program in tools.items():
        programs.add(name, f'exec {program} "$@"')
    programs.add("terragrunt", TERRAGRUNT)
    programs.add("terraform", TERRAFORM)
    return space


@pytest.fixture
def run(
    checkout: Workspace, account: boto3.Session, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    monkeypatch.setattr(composition, "workspace", lambda: checkout)

    return runner(monkeypatch, capsys)


@pytest.fixture
def deployed(checkout: Workspace) -> None:
    """What Terraform would have made, as far as a deployment asks for it."""
    s3 = boto3.client("s3", region_name=REGION)
    s3.create_bucket(Bucket="site")
    distribution = {"CallerReference": "1", "Comment": "", "Enabled": True,
                    "Origins": {"Quantity": 1, "Items": [{"Id": "o", "DomainName": "site.s3.amazonaws.com",
                                "S3OriginConfig": {"OriginAccessIdentity": ""}}]},
                    "DefaultCacheBehavior": {"TargetOriginId": "o", "ViewerProtocolPolicy": "allow-all"}}  # fmt: skip
    made = boto3.client("cloudfront", region_name=REGION).create_distribution(DistributionConfig=distribution)  # type: ignore[arg-type]
    website = {"bucket": "site", "distribution_id": made["Distribution"]["Id"], "config": {"region": REGION}}
    for unit in UNITS:
        outputs = {name: {"value": value} for name, value in website.items()} if unit == "website" else {}
        state = {"lineage": "a-lineage", "serial": 1, "outputs": outputs, "resources": []}
        s3.put_object(Bucket=BUCKET, Key=f"{unit}/terraform.tfstate", Body=json.dumps(state))


def test_plans_are_made_of_every_unit(run: Run, tmp_path: Path) -> None:
    ended = run("plan", "dev", "--out", str(tmp_path / "plans"))

    assert ended.code == 0
    assert "identity        unchanged\n" in ended.out
    assert "website         unchanged (provisional)" in ended.out
    assert {file.name for file in (tmp_path / "plans").iterdir()} == {*UNITS, "plan.json", "summary.json"}


def test_a_unit_that_can_not_be_planned_makes_the_command_fail_with_a_complete_manifest(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BROKEN", "order_store")

    ended = run("plan", "dev", "--out", str(tmp_path))

    assert ended.code == 1
    assert ended.err.startswith("✗ Not planned: order_store.")
    assert len(json.loads((tmp_path / "plan.json").read_text())["units"]) == len(UNITS)
    assert "Error: it is broken" in run("plan-comment", str(tmp_path)).out


def test_plans_are_deployed_with_the_page(run: Run, deployed: None, tmp_path: Path) -> None:
    run("plan", "dev", "--out", str(tmp_path))

    ended = run("deploy", "dev", "--plan", str(tmp_path))

    assert ended == Ended(0, ended.out, "")
    assert "dev is deployed. To put the functions back: cafe rollback dev" in ended.out
    assert boto3.client("s3", region_name=REGION).list_objects_v2(Bucket="site")["KeyCount"] == 2


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_downloaded_plans_are_those_that_were_uploaded(run: Run, tmp_path: Path) -> None:
    run("plan", "dev", "--out", str(tmp_path / "made"))
    uploaded = run("upload-plans", "dev", "--plan", str(tmp_path / "made"))

    ended = run("download-plans", "dev", "--digest", uploaded.out.strip(), "--out", str(tmp_path / "downloaded"))

    assert ended.code == 0, ended.err
    assert files_of(tmp_path / "downloaded") == files_of(tmp_path / "made") != {}


def test_plans_of_one_environment_are_not_uploaded_to_another(run: Run, tmp_path: Path) -> None:
    run("plan", "dev", "--out", str(tmp_path))

    ended = run("upload-plans", "prod", "--plan", str(tmp_path))

    assert ended == Ended(1, "", f"✗ The plans in {tmp_path} are of dev, not of prod.\n")


@pytest.mark.parametrize(
    ("digest", "problem"),
    [
        ("", "✗ `` is not a digest of plans.\n  Use the one that cafe upload-plans printed.\n"),
        ("../plans", "✗ `../plans` is not a digest of plans.\n  Use the one that cafe upload-plans printed.\n"),
        (
            "0" * 64,
            f"✗ There are no plans {'0' * 64} in {PLAN_BUCKET}.\n  They expire after some days: plan again.\n",
        ),
    ],
    ids=["none", "another thing", "of no plans"],
)
def test_plans_that_were_not_uploaded_are_not_downloaded(run: Run, tmp_path: Path, digest: str, problem: str) -> None:
    ended = run("download-plans", "dev", "--digest", digest, "--out", str(tmp_path / "downloaded"))

    assert ended == Ended(1, "", problem)


def test_plans_that_were_altered_in_the_bucket_are_not_downloaded(run: Run, tmp_path: Path) -> None:
    run("plan", "dev", "--out", str(tmp_path))
    digest = run("upload-plans", "dev", "--plan", str(tmp_path)).out.strip()
    boto3.client("s3", region_name=REGION).put_object(Bucket=PLAN_BUCKET, Key=f"{digest}.tar.gz", Body=b"another")

    ended = run("download-plans", "dev", "--digest", digest, "--out", str(tmp_path / "downloaded"))

    assert ended == Ended(1, "", f"✗ The plans in {PLAN_BUCKET} are not those of {digest}.\n  Plan again.\n")
    assert not (tmp_path / "downloaded").exists()


def test_other_artifacts_than_those_that_were_deployed_before_are_refused(
    run: Run, deployed: None, checkout: Workspace, tmp_path: Path
) -> None:
    run("plan", "dev", "--out", str(tmp_path / "first"))
    run("deploy", "dev", "--plan", str(tmp_path / "first"))
    (checkout.artifacts / "shop_api.zip").write_text("built again")
    write_checksums(checkout)
    run("plan", "dev", "--out", str(tmp_path / "second"))

    ended = run("deploy", "dev", "--plan", str(tmp_path / "second"), "--same-as", str(tmp_path / "first"))

    assert ended.code == 1
    assert "✗ Not the artifacts of" in ended.err


def test_credentials_of_another_account_are_refused_before_anything_is_asked(
    run: Run, checkout: Workspace, tmp_path: Path
) -> None:
    ended = run("plan", "prod", "--out", str(tmp_path / "plans"))

    assert ended.code == 1
    assert "The credentials are of account 123456789012; prod is account 222222222222." in ended.err
    assert not (tmp_path / "plans").exists()


def test_an_account_without_a_bootstrap_is_an_error_with_a_remedy(run: Run, tmp_path: Path) -> None:
    boto3.client("s3", region_name=REGION).delete_bucket(Bucket=BUCKET)

    ended = run("plan", "dev", "--out", str(tmp_path))

    assert ended.code == 1
    assert "dev has no place for its state yet" in ended.err
    assert "cafe bootstrap dev" in ended.err


def test_a_missing_artifact_is_an_error_before_anything_is_planned(
    run: Run, checkout: Workspace, tmp_path: Path
) -> None:
    (checkout.artifacts / "shop_relay.zip").unlink()

    ended = run("plan", "dev", "--out", str(tmp_path / "plans"))

    assert ended == Ended(1, "", "✗ dist/shop_relay.zip is missing.\n  Build it: cafe package\n")


@pytest.fixture
def functions(account: boto3.Session) -> None:
    """Two versions of each function, the second live."""
    client = boto3.client("lambda", region_name=REGION)
    role = boto3.client("iam").create_role(RoleName="function", AssumeRolePolicyDocument="{}")["Role"]["Arn"]
    first: FunctionCodeTypeDef = {"ZipFile": zip_of("1")}
    for name in ("shop-api", "shop-relay", "shop-worker"):
        function = f"cafe-orders-dev-{name}"
        client.create_function(
            FunctionName=function, Role=role, Runtime="python3.13", Handler="code.handle", Code=first, Publish=True
        )
        client.update_function_code(FunctionName=function, ZipFile=zip_of("2"), Publish=True)
        client.create_alias(FunctionName=function, Name="live", FunctionVersion="2")


def test_a_rollback_prints_the_versions_and_what_the_next_plan_will_show(run: Run, functions: None) -> None:
    first, again = run("rollback", "dev"), run("rollback", "dev")

    assert first.out.splitlines() == [
        "shop_api        version 2 → 1",
        "shop_relay      version 2 → 1",
        "shop_worker     version 2 → 1",
        "The next plan shows this as a change outside Terraform. Revert the fault before it is applied.",
    ]
    assert again.out.splitlines()[0] == "shop_api        is back already"
    assert (first.code, again.code) == (0, 0)


def test_a_deployment_prints_the_versions_that_became_live(
    run: Run, deployed: None, functions: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("plan", "dev", "--out", str(tmp_path))
    versions = iter(({"shop_api": 2}, {"shop_api": 3, "shop_relay": 1}))
    monkeypatch.setattr(Aliases, "versions_live", lambda _: next(versions))

    ended = run("deploy", "dev", "--plan", str(tmp_path))

    assert "shop_api        version 2 → 3\nshop_relay      version (new) → 1\n" in ended.out


def test_a_comment_is_printed_and_kept_at_the_pull_request(
    run: Run, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "summary.json").write_text(to_json(golden.summaries("table_replaced")))
    comments = "/repos/cafe/orders/issues/7/comments"
    server.answer("GET", comments, Answer(200, "[]"))
    server.answer("POST", comments, Answer(201, '{"html_url": "https://github.example/1"}'))
    monkeypatch.setenv("GITHUB_API_URL", server.url)
    monkeypatch.setenv("GITHUB_TOKEN", "a-token")

    ended = run("plan-comment", str(tmp_path), "--pull-request", "7", "--repository", "cafe/orders")

    assert ended.out == (golden.HERE / "table_replaced.md").read_text()
    assert json.loads(server.requests[-1].body)["body"] == ended.out
    assert "https://github.example/1" in ended.err


def test_a_comment_needs_neither_credentials_nor_terraform(run: Run, programs: Programs, tmp_path: Path) -> None:
    for program in programs.folder.iterdir():
        program.unlink()
    (tmp_path / "summary.json").write_text(to_json(golden.summaries("nothing")))

    assert run("plan-comment", str(tmp_path)).code == 0
