"""The page: built when its sources changed, published so that no visitor meets half of it."""

import json
import mimetypes
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from cafe.aws import Aws
from cafe.checkout import Workspace
from cafe.errors import CafeError
from cafe.files import fingerprint, is_current
from cafe.programs import require, run

FOR_A_YEAR = "public, max-age=31536000, immutable"
FOR_AN_HOUR = "public, max-age=3600"
NEVER = "no-cache"
INDEX_PAGE = "index.html"
SETTINGS = "config.json"


@dataclass(frozen=True)
class Upload:
    """One object of the site's bucket."""

    key: str
    content: bytes
    cache_control: str
    content_type: str


def build(space: Workspace) -> Path:
    """The folder of the built page."""
    require("npm", "Install Node with npm: mise install")
    web = space.root / "web"
    built = web / "dist"
    digest = fingerprint([web])
    stamp = built / ".fingerprint"
    if not is_current(stamp, digest):
        install_packages(space)
        run(["npm", "run", "build"], log=space.logs / "web-build.log", cwd=web)
        stamp.write_text(digest)
    return built


def install_packages(space: Workspace) -> None:
    """The page's packages from its lock, when the lock changed."""
    web = space.root / "web"
    digest = fingerprint([web / "package-lock.json"])
    stamp = web / "node_modules" / ".fingerprint"
    if not is_current(stamp, digest):
        run(["npm", "ci", "--no-audit", "--no-fund"], log=space.logs / "web-install.log", cwd=web)
        stamp.write_text(digest)


def plan_uploads(built: Path, config: Mapping[str, object]) -> Iterator[Upload]:
    """Everything to upload, in order: immutable assets, the rest, and last what refers to them."""
    if not (built / INDEX_PAGE).exists():
        raise CafeError(f"The built page has no {INDEX_PAGE}.", "Build it: npm --prefix web run build")
    files = sorted(file for file in built.rglob("*") if file.is_file() and not file.name.startswith("."))
    keys = [file.relative_to(built).as_posix() for file in files]
    assets = [key for key in keys if key.startswith("assets/")]
    others = [key for key in keys if key not in {*assets, INDEX_PAGE, SETTINGS}]
    yield from (_upload(built, key, FOR_A_YEAR) for key in assets)
    yield from (_upload(built, key, FOR_AN_HOUR) for key in others)
    yield Upload(SETTINGS, json.dumps(config, indent=2).encode(), NEVER, "application/json")
    yield _upload(built, INDEX_PAGE, NEVER)


def publish(aws: Aws, built: Path, config: Mapping[str, object], *, bucket: str, distribution_id: str) -> None:
    """Upload the page in the order of `plan_uploads` and invalidate what may be cached of the old one."""
    s3 = aws.s3
    for upload in plan_uploads(built, config):
        s3.put_object(
            Bucket=bucket,
            Key=upload.key,
            Body=upload.content,
            CacheControl=upload.cache_control,
            ContentType=upload.content_type,
        )
    paths = ["/", f"/{INDEX_PAGE}", f"/{SETTINGS}"]
    reference = fingerprint([built], json.dumps(config, sort_keys=True))
    aws.cloudfront.create_invalidation(
        DistributionId=distribution_id,
        InvalidationBatch={"Paths": {"Quantity": len(paths), "Items": paths}, "CallerReference": reference},
    )


def _upload(built: Path, key: str, cache_control: str) -> Upload:
    content_type = mimetypes.guess_type(key)[0] or "application/octet-stream"
    return Upload(key, (built / key).read_bytes(), cache_control, content_type)
