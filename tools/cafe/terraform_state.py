"""Terraform's state of a unit, as far as plans depend on it."""

import hashlib
import json
from dataclasses import dataclass

from botocore.exceptions import ClientError

from cafe.account import Access
from cafe.environments import LiveEnvironment


@dataclass(frozen=True)
class Version:
    """Which state it is: Terraform raises the serial with each change of a lineage."""

    lineage: str
    serial: int

    def __str__(self) -> str:
        return f"serial {self.serial} of {self.lineage[:8]}"


@dataclass(frozen=True)
class State:
    """A unit's state; without a version it has never been applied."""

    version: Version | None = None
    outputs: dict[str, object] | None = None

    @property
    def has_outputs(self) -> bool:
        return bool(self.outputs)

    @property
    def digest(self) -> str:
        """Of the outputs; they may be secret, so no more than this is kept."""
        return hashlib.sha256(json.dumps(self.outputs, sort_keys=True).encode()).hexdigest()


def read_state(access: Access, live: LiveEnvironment, unit: str) -> State:
    """The state of a unit now. ClientError when the bucket is missing or may not be read."""
    try:
        answer = access.aws.s3.get_object(Bucket=live.state_bucket, Key=f"{unit}/terraform.tfstate")
    except ClientError as error:
        if error.response["Error"]["Code"] == "NoSuchKey":
            return State()
        raise
    content = json.loads(answer["Body"].read())
    outputs = {name: output["value"] for name, output in content["outputs"].items()}
    return State(Version(content["lineage"], content["serial"]), outputs)
