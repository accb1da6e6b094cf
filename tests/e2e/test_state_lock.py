"""Terraform locks its state in the local AWS as it does in S3 and DynamoDB: not yet in every apply."""

import os
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from cafe.aws import LocalAws
from cafe.checkout import Workspace
from cafe.deliver.toolchain import terraform_cli_config
from cafe.platform import Platform
from tests.support.e2e.sizes import size

pytestmark = pytest.mark.local

WORKERS = 2
APPLIES = 40
STORE = "state-lock-test"
CONFIGURATION = """
terraform {
  backend "s3" {
    bucket                      = "%(store)s"
    key                         = "%(worker)s/terraform.tfstate"
    dynamodb_table              = "%(store)s"
    use_lockfile                = true
    use_path_style              = true
    skip_credentials_validation = true
    skip_metadata_api_check     = true
  }
}

variable "number" { type = number }

resource "terraform_data" "number" { input = var.number }
"""


@pytest.fixture
def state_store(aws: LocalAws) -> Iterator[str]:
    """A bucket and a lock table of the test's own."""
    aws.s3.create_bucket(Bucket=STORE)
    aws.dynamodb.create_table(
        TableName=STORE,
        KeySchema=[{"AttributeName": "LockID", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "LockID", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
    )
    yield STORE
    for item in aws.s3.list_objects_v2(Bucket=STORE).get("Contents", []):
        aws.s3.delete_object(Bucket=STORE, Key=item["Key"])
    aws.s3.delete_bucket(Bucket=STORE)
    aws.dynamodb.delete_table(TableName=STORE)


def test_an_answer_without_a_body_says_that_its_connection_ends(aws: LocalAws, state_store: str) -> None:
    aws.s3.put_object(Bucket=state_store, Key="a", Body=b"")

    deleted = aws.s3.delete_object(Bucket=state_store, Key="a")

    assert deleted["ResponseMetadata"]["HTTPStatusCode"] == 204
    assert deleted["ResponseMetadata"]["HTTPHeaders"]["connection"] == "close"


@pytest.mark.skipif(not size(long=1, sample=0), reason="about one apply in 240 fails to get its own lock")
def test_applies_side_by_side_get_their_locks(
    state_store: str, platform: Platform, space: Workspace, tmp_path: Path
) -> None:
    variables = {
        **os.environ,
        "AWS_ENDPOINT_URL": platform.endpoint_url,
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_REGION": platform.region,
        "TF_CLI_CONFIG_FILE": str(terraform_cli_config(space)),
    }

    def work(number: int) -> list[str]:
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "main.tf").write_text(CONFIGURATION % {"store": state_store, "worker": number})
        terraform(folder, variables, "init")
        said = [terraform(folder, variables, "apply", "-auto-approve", f"-var=number={n}") for n in range(APPLIES)]
        return [errors for errors in said if errors]

    with ThreadPoolExecutor(WORKERS) as pool:
        assert list(pool.map(work, range(WORKERS))) == [[]] * WORKERS


def terraform(folder: Path, variables: dict[str, str], command: str, *arguments: str) -> str:
    """What Terraform printed as errors; nothing when it succeeded."""
    finished = subprocess.run(
        ["terraform", command, "-input=false", "-no-color", *arguments],
        cwd=folder, env=variables, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return finished.stderr if finished.returncode else ""
