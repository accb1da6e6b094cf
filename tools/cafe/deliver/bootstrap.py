"""What an account needs before a deploy, made once by a person and safe to be made again.

Two calls create the bucket and the table of Terraform's state; Terraform makes everything else. After an interruption
the next run continues.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast

from botocore.exceptions import ClientError

from cafe.aws import Aws
from cafe.environments import FOUNDATION, LiveEnvironment
from cafe.errors import CafeError
from cafe.terminal import console, step

if TYPE_CHECKING:
    from mypy_boto3_s3.literals import BucketLocationConstraintType
    from mypy_boto3_s3.type_defs import CreateBucketConfigurationTypeDef

PROVIDER = "oidc-provider/token.actions.githubusercontent.com"
STATE_BACKEND, GITHUB_OIDC = FOUNDATION
EXPLANATIONS = {
    STATE_BACKEND: (
        "The place of states and plans: the state bucket versioned, encrypted, TLS only and closed to the public; "
        "the same for saved plans, which expire after a week; the lock table recoverable and protected."
    ),
    GITHUB_OIDC: (
        "The access of GitHub's workflows: GitHub's identity provider, so that no key is stored; the role `plan`, "
        "which reads, and writes saved plans only; the role `deploy`, for the repository's environment only, which "
        "changes what the units manage; and the boundary of every role that a deploy makes."
    ),
}


class Units(Protocol):
    """Plans and applies a unit."""

    def plan(self, unit: str, saved: Path, log: Path) -> dict[str, Any]: ...
    def apply(self, unit: str, saved: Path, log: Path) -> None: ...


@dataclass(frozen=True)
class Bootstrap:
    """Prepares an account for deploys; asks `agree` before everything that it makes or changes."""

    live: LiveEnvironment
    aws: Aws
    units: Units
    folder: Path
    agree: Callable[[], bool]
    is_dry: bool

    def run(self) -> None:
        """Raises CafeError if the person does not agree or something fails; what was made until then is kept."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        make = self._make if self._make_state() else self._explain
        for unit, explanation in EXPLANATIONS.items():
            make(unit, explanation)

    def _make_state(self) -> bool:
        """Whether bucket and table exist, since now or before."""
        if _has_state(self.aws, self.live):
            console.print(f"✓ state: {self.live.state_bucket} and {self.live.lock_table} exist", markup=False)
            return True
        self._explain(
            "state",
            f"Terraform's record of what it made in {self.live.name}, and its lock against two changes at once: "
            f"the bucket {self.live.state_bucket} and the table {self.live.lock_table}.",
        )
        if self.is_dry:
            return False
        self._ask()
        with step("bucket and table made"):
            create_state_backend(self.live, self.aws)
        return True

    def _make(self, unit: str, explanation: str) -> None:
        saved, log = (self.folder / f"{unit}.tfplan").resolve(), self.folder / f"{unit}.log"
        with step(f"{unit} compared with the account"):
            changes = _changes(self.units.plan(unit, saved, log))
        if not changes:
            console.print(f"✓ {unit}: nothing to change", markup=False)
            return
        self._explain(unit, explanation)
        for change in changes:
            console.print(f"    {change}", markup=False)
        if self.is_dry:
            return
        self._ask()
        with step(f"{unit} made"):
            self.units.apply(unit, saved, log)

    def _explain(self, title: str, explanation: str) -> None:
        console.print(f"\n[bold]{title}[/]: {explanation}")

    def _ask(self) -> None:
        if not self.agree():
            raise CafeError("Stopped: nothing more was made.", f"To go on: cafe bootstrap {self.live.name}")


def provider_in(aws: Aws) -> str:
    """ARN of GitHub's identity provider if the account has one, else empty."""
    known = aws.iam.list_open_id_connect_providers()["OpenIDConnectProviderList"]
    return next((provider["Arn"] for provider in known if provider["Arn"].endswith(PROVIDER)), "")


def create_state_backend(live: LiveEnvironment, aws: Aws) -> None:
    """Create the bucket and the lock table of Terraform's state, if they do not exist."""
    if live.state_bucket not in {known["Name"] for known in aws.s3.list_buckets()["Buckets"]}:
        _create_bucket(aws, live.state_bucket, live.region)
        aws.s3.put_bucket_versioning(Bucket=live.state_bucket, VersioningConfiguration={"Status": "Enabled"})
    if live.lock_table not in aws.dynamodb.list_tables()["TableNames"]:
        aws.dynamodb.create_table(
            TableName=live.lock_table,
            KeySchema=[{"AttributeName": "LockID", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "LockID", "AttributeType": "S"}],
            BillingMode="PAY_PER_REQUEST",
            SSESpecification={"Enabled": True},
        )


def _create_bucket(aws: Aws, bucket: str, region: str) -> None:
    if region == "us-east-1":  # the one region that S3 takes no location for (S3 API Reference, "CreateBucket")
        aws.s3.create_bucket(Bucket=bucket)
    else:
        where: CreateBucketConfigurationTypeDef = {"LocationConstraint": cast("BucketLocationConstraintType", region)}
        aws.s3.create_bucket(Bucket=bucket, CreateBucketConfiguration=where)


def _has_state(aws: Aws, live: LiveEnvironment) -> bool:
    try:
        aws.s3.head_bucket(Bucket=live.state_bucket)
        aws.dynamodb.describe_table(TableName=live.lock_table)
    except ClientError as error:
        if error.response["Error"]["Code"] in {"404", "NoSuchBucket", "ResourceNotFoundException"}:
            return False
        raise
    return True


def _changes(shown: dict[str, Any]) -> list[str]:
    """What a plan would make, change or adopt; each line names the action and the resource."""
    return [
        f"{_verb(resource['change'])} {resource['address']}"
        for resource in shown.get("resource_changes", [])
        if _verb(resource["change"]) not in ("no-op", "read")
    ]


def _verb(change: dict[str, Any]) -> str:
    return "adopt" if "importing" in change else "+".join(change["actions"])
