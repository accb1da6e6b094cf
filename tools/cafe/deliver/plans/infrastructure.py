"""`live/<environment>` applied by Terragrunt, and the outputs of its units."""

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from botocore.exceptions import ClientError

from cafe.account import Access, local_access
from cafe.aws import Aws
from cafe.checkout import Workspace
from cafe.deliver.toolchain import terraform_cli_config, terragrunt
from cafe.environments import LOCAL, UNITS, LiveEnvironment
from cafe.errors import CafeError
from cafe.fingerprint import fingerprint
from cafe.local.emulator import Emulator
from cafe.programs import run
from cafe.terminal import console

if TYPE_CHECKING:
    from mypy_boto3_s3.literals import BucketLocationConstraintType
    from mypy_boto3_s3.type_defs import CreateBucketConfigurationTypeDef


@dataclass(frozen=True)
class Resource:
    """A resource that Terraform made: its unit, type and attributes."""

    unit: str
    type: str
    attributes: dict[str, Any]


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
        """Bring every unit of a local account up to date, one at a time. Raises CafeError with Terraform's last lines.

        Without Terraform's lock: Terraform 1.11 may break a connection right after a bodiless answer and send its
        lock twice, then wait for itself. Nobody shares this state; a second `up` of a checkout is kept out.
        """
        run(
            [terragrunt(self.space), "run", "--all", "--parallelism", "1", "--non-interactive", "--no-color",
             "--working-dir", self.folder, "--", "apply", "-auto-approve", "-input=false", "-lock=false"],
            log=self.space.logs / "terragrunt.log",
            cwd=self.space.root,
            env=self.environment(),
            watch=_announce,
        )  # fmt: skip

    def outputs(self) -> dict[str, dict[str, Any]]:
        """Outputs of every unit, read from the state."""
        return {unit: self._outputs_of(unit) for unit in UNITS}

    def environment(self) -> dict[str, str]:
        """The variables that Terraform and Terragrunt run with."""
        own = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "TF_", "TG_"))}
        return (
            own
            | dict(self.access.variables)
            | dict(self.settings)
            | {
                "TF_CLI_CONFIG_FILE": str(terraform_cli_config(self.space)),
                "TF_IN_AUTOMATION": "1",
                "TG_TF_PATH": "terraform",
                "TG_NON_INTERACTIVE": "true",
            }
        )

    def resources(self) -> list[Resource]:
        """Every managed resource of every unit, read from the state."""
        return [
            Resource(unit, resource["type"], instance["attributes"])
            for unit in UNITS
            for resource in self._state_of(unit)["resources"]
            if resource["mode"] == "managed"
            for instance in resource["instances"]
        ]

    def _outputs_of(self, unit: str) -> dict[str, Any]:
        return {name: output["value"] for name, output in self._state_of(unit)["outputs"].items()}

    def _state_of(self, unit: str) -> dict[str, Any]:
        try:
            body = self.access.aws.s3.get_object(Bucket=self.live.state_bucket, Key=f"{unit}/terraform.tfstate")["Body"]
        except ClientError as error:
            raise CafeError(f"The state of {unit} can't be read: {error}") from None
        state: dict[str, Any] = json.loads(body.read())
        return state


def local_infrastructure(space: Workspace, emulator: Emulator) -> LiveInfrastructure:
    """The environment `local`: the real modules on the local AWS."""
    return LiveInfrastructure(space, LOCAL, local_access(emulator.endpoint))


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
