"""The description of a running platform, which people, tests and tools read."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlsplit

from cafe.checkout import Workspace
from cafe.errors import CafeError
from cafe.files import read_json, write_json


@dataclass(frozen=True)
class Customer:
    """A seeded customer who can sign in on the hosted page."""

    email: str
    password: str


@dataclass(frozen=True)
class Platform:
    """Addresses and names of a running platform, the contents of `.local/platform.json`."""

    site_url: str
    api_url: str
    hosted_ui_url: str
    token_url: str
    client_id: str
    redirect_uri: str
    endpoint_url: str
    region: str
    account_id: str
    user_pool_id: str
    table: str
    queue_url: str
    dlq_url: str
    inbox_url: str
    users: tuple[Customer, ...]
    relay_failure_queue_url: str = ""  # these two are empty where an older `up` described the platform
    topic_arn: str = ""

    @property
    def port(self) -> int:
        return urlsplit(self.endpoint_url).port or 80

    def to_json(self) -> str:
        return json.dumps(asdict(self), indent=2)


def read_platform(file: Path) -> Platform | None:
    """The platform described in `file`, or None where there is no such file or another version's."""
    if not file.exists():
        return None
    try:
        fields = read_json(file)
        users = tuple(Customer(**user) for user in fields.pop("users"))
        return Platform(**fields, users=users)
    except (ValueError, KeyError, TypeError):
        return None


def write_platform(file: Path, platform: Platform) -> None:
    """It holds passwords of local customers, so only its owner may read it."""
    write_json(file, asdict(platform), private=True)


def load_platform(space: Workspace) -> Platform:
    """The platform of this checkout. Raises CafeError when it is not up."""
    platform = read_platform(space.platform_file)
    if platform is None:
        raise CafeError("The platform is not up.", "Start it: nox -s up")
    return platform
