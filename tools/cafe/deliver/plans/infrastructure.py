"""`live/<environment>` applied by Terragrunt, and the outputs of its units."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, cast

from cafe.aws import Access, Aws, local_access
from cafe.checkout import Workspace
from cafe.deliver.toolchain import terraform_cli_config, terragrunt
from cafe.environments import LOCAL, LiveEnvironment
from cafe.files import fingerprint
from cafe.programs import environment, run
from cafe.terminal import console
from cafe.terraform_state import Outputs, Resource, read_outputs, read_resources

if TYPE_CHECKING:
    from mypy_boto3_s3.literals import BucketLocationConstraintType
    from mypy_boto3_s3.type_defs import CreateBucketConfigurationTypeDef


@dataclass(frozen=True)
class LiveInfrastructure:
    """An environment of `live/` in the account that `access` opens, be it on AWS or on this machine.

    `settings` are further variables that its units read.
    """

    space: Workspace
    live: LiveEnvironment
    access: Access
    settings: Mapping[str, str] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        return self.space.root / "live" / self.live.name

    def fingerprint(self) -> str:
        """Digest of all that an apply depends on."""
        root = self.space.root
        places = [root / "terragrunt.hcl", root / "live", root / "modules", *self.space.artifacts.glob("*.zip")]
        places.append(root / "services" / "order_api" / "contract")
        return fingerprint(places, self.access.endpoint_url)

    def bootstrap_state(self) -> None:
        """The bucket and the lock table that keep Terraform's state, as far as a local account needs them."""
        aws, bucket, table = self.access.aws, self.live.state_bucket, self.live.lock_table
        if bucket not in {known["Name"] for known in aws.s3.list_buckets()["Buckets"]}:
            _create_bucket(aws, bucket, self.live.region)
            aws.s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
        if table not in aws.dynamodb.list_tables()["TableNames"]:
            aws.dynamodb.create_table(
                TableName=table,
                KeySchema=[{"AttributeName": "LockID", "KeyType": "HASH"}],
                AttributeDefinitions=[{"AttributeName": "LockID", "AttributeType": "S"}],
                BillingMode="PAY_PER_REQUEST",
                SSESpecification={"Enabled": True},
            )

    def apply(self) -> None:
        """Bring every unit of a local account up to date. Raises CafeError with Terraform's last lines."""
        run(
            [terragrunt(self.space), "run", "--all", "--non-interactive", "--no-color",
             "--working-dir", self.folder, "--", "apply", "-auto-approve", "-input=false"],
            log=self.space.logs / "terragrunt.log",
            cwd=self.space.root,
            env=self.environment(),
            watch=_announce,
        )  # fmt: skip

    def outputs(self) -> Outputs:
        """Outputs of every unit."""
        return read_outputs(self.access, self.live)

    def environment(self) -> dict[str, str]:
        """The variables that Terraform and Terragrunt run with."""
        settings = {
            "TF_CLI_CONFIG_FILE": str(terraform_cli_config(self.space)),
            "TF_IN_AUTOMATION": "1",
            "TG_TF_PATH": "terraform",
            "TG_NON_INTERACTIVE": "true",
        }
        variables = {**self.access.variables, **self.settings, **settings}
        return environment(variables, without=("AWS_", "TF_", "TG_"))

    def resources(self) -> list[Resource]:
        """Every managed resource of every unit."""
        return read_resources(self.access, self.live)


def local_infrastructure(space: Workspace, endpoint_url: str) -> LiveInfrastructure:
    """The environment `local`: the real modules on the local AWS."""
    return LiveInfrastructure(space, LOCAL, local_access(endpoint_url))


def _create_bucket(aws: Aws, bucket: str, region: str) -> None:
    if region == "us-east-1":  # the one region that S3 takes no location for (S3 API Reference, "CreateBucket")
        aws.s3.create_bucket(Bucket=bucket)
    else:
        where: CreateBucketConfigurationTypeDef = {"LocationConstraint": cast("BucketLocationConstraintType", region)}
        aws.s3.create_bucket(Bucket=bucket, CreateBucketConfiguration=where)


def _announce(line: str) -> None:
    found = re.search(r"\[(\w+)\].*Apply complete! (.*)", line)
    if found:
        console.print(f"    {found.group(1)}: {found.group(2)}")
