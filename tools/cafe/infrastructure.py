"""`live/<environment>` applied by Terragrunt, and the outputs of its units."""

import json
import os
import re
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from cafe.aws import LocalAws
from cafe.commands import run
from cafe.emulator import ACCOUNT_ID, CREDENTIALS, REGION, Emulator
from cafe.errors import CafeError
from cafe.fingerprint import fingerprint
from cafe.progress import console
from cafe.toolchain import terraform_cli_config, terragrunt
from cafe.workspace import PROJECT, Workspace

UNITS = ("identity", "order_store", "order_service", "website", "observability")
STATE_BUCKET = f"{PROJECT}-local-state-{ACCOUNT_ID}"
LOCK_TABLE = f"{PROJECT}-local-lock"


@dataclass(frozen=True)
class LocalInfrastructure:
    """The environment `local`: the real modules on the local AWS."""

    space: Workspace
    emulator: Emulator

    def fingerprint(self) -> str:
        """Digest of all that an apply depends on."""
        root = self.space.root
        places = [root / "terragrunt.hcl", root / "live", root / "modules", *self.space.artifacts.glob("*.zip")]
        places.append(root / "services" / "order_api" / "contract")
        return fingerprint(places, str(self.emulator.port))

    def bootstrap_state(self) -> None:
        """The bucket and the lock table that keep Terraform's state."""
        aws = LocalAws(self.emulator.endpoint)
        if STATE_BUCKET not in {bucket["Name"] for bucket in aws.s3.list_buckets()["Buckets"]}:
            aws.s3.create_bucket(Bucket=STATE_BUCKET)
            aws.s3.put_bucket_versioning(Bucket=STATE_BUCKET, VersioningConfiguration={"Status": "Enabled"})
        if LOCK_TABLE not in aws.dynamodb.list_tables()["TableNames"]:
            aws.dynamodb.create_table(
                TableName=LOCK_TABLE,
                KeySchema=[{"AttributeName": "LockID", "KeyType": "HASH"}],
                AttributeDefinitions=[{"AttributeName": "LockID", "AttributeType": "S"}],
                BillingMode="PAY_PER_REQUEST",
            )

    def apply(self) -> None:
        """Bring every unit up to date, one at a time. Raises CafeError with Terraform's last lines.

        Without Terraform's lock: Terraform 1.11 may break a connection right after a bodiless answer and send its
        lock twice, then wait for itself. Nobody shares this state; a second `up` of a checkout is kept out.
        """
        run(
            [terragrunt(self.space), "run", "--all", "--parallelism", "1", "--non-interactive", "--no-color",
             "--working-dir", self.space.root / "live" / "local", "--", "apply", "-auto-approve", "-input=false",
             "-lock=false"],
            log=self.space.logs / "terragrunt.log",
            cwd=self.space.root,
            env=self.environment(),
            watch=_announce,
        )  # fmt: skip

    def outputs(self) -> dict[str, dict[str, Any]]:
        """Outputs of every unit, read from the state."""
        aws = LocalAws(self.emulator.endpoint)
        return {unit: _outputs_of(aws, unit) for unit in UNITS}

    def environment(self) -> dict[str, str]:
        """The variables that Terraform and Terragrunt run with."""
        own = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "TF_", "TG_"))}
        return (
            own
            | CREDENTIALS
            | {
                "AWS_ENDPOINT_URL": self.emulator.endpoint,
                "AWS_REGION": REGION,
                "TF_CLI_CONFIG_FILE": str(terraform_cli_config(self.space)),
                "TF_IN_AUTOMATION": "1",
                "TG_TF_PATH": "terraform",
                "TG_NON_INTERACTIVE": "true",
            }
        )


def _announce(line: str) -> None:
    found = re.search(r"\[(\w+)\].*Apply complete! (.*)", line)
    if found:
        console.print(f"    {found.group(1)}: {found.group(2)}")


def _outputs_of(aws: LocalAws, unit: str) -> dict[str, Any]:
    key = f"{unit}/terraform.tfstate"
    try:
        body = aws.s3.get_object(Bucket=STATE_BUCKET, Key=key)["Body"]
    except ClientError as error:
        raise CafeError(f"The state of {unit} can't be read: {error}") from None
    state: dict[str, Any] = json.loads(body.read())
    return {name: output["value"] for name, output in state["outputs"].items()}
