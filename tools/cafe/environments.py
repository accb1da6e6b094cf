"""The environments that `live/` declares: their accounts, and the names derived from their own."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cafe.checkout import PROJECT, Workspace
from cafe.errors import CafeError

FOUNDATION = ("state_backend", "github_oidc")
"""Units that `cafe bootstrap` makes, and no deploy; this machine needs none of them."""
UNITS = ("identity", "order_store", "order_service", "website", "observability")


@dataclass(frozen=True)
class LiveEnvironment:
    """One environment; its names are composed as in the root `terragrunt.hcl`."""

    name: str
    account_id: str
    region: str

    @property
    def prefix(self) -> str:
        return f"{PROJECT}-{self.name}"

    @property
    def state_bucket(self) -> str:
        return f"{self.prefix}-state-{self.account_id}"

    @property
    def plan_bucket(self) -> str:
        return f"{self.prefix}-plans-{self.account_id}"

    @property
    def lock_table(self) -> str:
        return f"{self.prefix}-lock"

    def role_arn(self, purpose: str) -> str:
        """The role that GitHub's workflows assume to `plan` or to `deploy`."""
        return f"arn:aws:iam::{self.account_id}:role/{self.prefix}-{purpose}"


SETTINGS = Path("live/settings.hcl")
LOCAL = LiveEnvironment("local", "000000000000", "us-east-1")


def environments(root: Path) -> tuple[str, ...]:
    """The names of the environments of a checkout, `local` included."""
    return tuple(sorted(file.parent.name for file in root.glob("live/*/env.hcl")))


def live_environment(space: Workspace, name: str) -> LiveEnvironment:
    """An environment out of `env.hcl` and `settings.hcl`. Raises CafeError when there is no such environment."""
    if name not in environments(space.root):
        raise CafeError(f"There is no environment {name}.", f"There are: {', '.join(environments(space.root))}")
    file = Path("live") / name / "env.hcl"
    declared = _common(space.root) | _locals(space.root, file)
    try:
        return LiveEnvironment(name, declared["account_id"], declared["region"])
    except KeyError as missing:
        raise CafeError(f"Neither {file} nor {SETTINGS} has {missing}.") from None


def declared_repository(root: Path) -> str:
    """The GitHub repository that `settings.hcl` names, as owner/name."""
    return str(_locals(root, SETTINGS)["repository"])


def dependencies_of(root: Path, unit: str) -> tuple[str, ...]:
    """The units whose outputs a unit takes, out of its file in `live/_units`."""
    declared = _read_hcl(root, Path("live/_units") / f"{unit}.hcl").get("dependency", [])
    return tuple(name for dependency in declared for name in dependency if not name.startswith("__"))


def _common(root: Path) -> dict[str, Any]:
    """The settings of every environment that its own file does not set otherwise."""
    common: dict[str, Any] = _locals(root, SETTINGS).get("common", {}) if (root / SETTINGS).is_file() else {}
    return common


def _locals(root: Path, file: Path) -> dict[str, Any]:
    declared: dict[str, Any] = _read_hcl(root, file).get("locals", [{}])[0]
    return declared


def _read_hcl(root: Path, file: Path) -> dict[str, Any]:
    import hcl2  # here, for its import takes time that `cafe up` does not need
    from lark.exceptions import LarkError

    try:
        with (root / file).open() as text:
            content: dict[str, Any] = hcl2.load(
                text, serialization_options=hcl2.SerializationOptions(strip_string_quotes=True)
            )
    except LarkError as error:
        raise CafeError(f"{file} can't be read: {error}") from None
    return content
