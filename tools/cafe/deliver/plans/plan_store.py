"""Saved plans in the account's plan bucket, between the job that plans and the job that deploys."""

import hashlib
import io
import re
import tarfile
from pathlib import Path

from botocore.exceptions import ClientError

from cafe.aws import Aws
from cafe.environments import LiveEnvironment
from cafe.errors import CafeError

DIGEST = re.compile(r"[0-9a-f]{64}")


def upload(live: LiveEnvironment, aws: Aws, folder: Path) -> str:
    """Upload a folder of plans; returns its SHA-256, which is its key."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        archive.add(folder, arcname=".")
    digest = hashlib.sha256(packed.getvalue()).hexdigest()
    aws.s3.put_object(Bucket=live.plan_bucket, Key=_key(digest), Body=packed.getvalue())
    return digest


def download(live: LiveEnvironment, aws: Aws, digest: str, folder: Path) -> None:
    """Download plans. Raises CafeError when they are missing, or are not those that were uploaded."""
    if not DIGEST.fullmatch(digest):
        raise CafeError(f"`{digest}` is not a digest of plans.", "Use the one that cafe upload-plans printed.")
    content = _read(live, aws, digest)
    if hashlib.sha256(content).hexdigest() != digest:
        raise CafeError(f"The plans in {live.plan_bucket} are not those of {digest}.", "Plan again.")
    folder.mkdir(parents=True, exist_ok=True)
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        archive.extractall(folder, filter="data")


def _read(live: LiveEnvironment, aws: Aws, digest: str) -> bytes:
    try:
        return aws.s3.get_object(Bucket=live.plan_bucket, Key=_key(digest))["Body"].read()
    except ClientError as error:
        if error.response["Error"]["Code"] not in {"NoSuchKey", "AccessDenied"}:
            raise
        problem = f"There are no plans {digest} in {live.plan_bucket}."
        raise CafeError(problem, "They expire after some days: plan again.") from None


def _key(digest: str) -> str:
    return f"{digest}.tar.gz"
