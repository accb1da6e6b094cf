"""What `live/<environment>` says of an environment: whose account it is, and the names that follow from its own."""

from dataclasses import dataclass
from pathlib import Path

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


LOCAL = LiveEnvironment("local", "000000000000", "us-east-1")


def live_environment(space: Workspace, name: str) -> LiveEnvironment:
    """An environment out of its `env.hcl`. Raises CafeError when there is no such environment."""
    file = space.root / "live" / name / "env.hcl"
    if not file.is_file():
        raise CafeError(f"There is no environment {name}.", f"There are: {', '.join(_names(file.parents[1]))}")
    declared = _locals_of(file)
    try:
        return LiveEnvironment(name, declared["account_id"], declared["region"])
    except KeyError as missing:
        raise CafeError(f"live/{name}/env.hcl has no {missing}.") from None


def _names(live: Path) -> list[str]:
    return sorted(file.parent.name for file in live.glob("*/env.hcl"))


def _locals_of(file: Path) -> dict[str, str]:
    import hcl2  # here, for its import takes time that `cafe up` does not need
    from lark.exceptions import LarkError

    try:
        with file.open() as text:
            parsed = hcl2.load(text, serialization_options=hcl2.SerializationOptions(strip_string_quotes=True))
    except LarkError as error:
        raise CafeError(f"live/{file.parent.name}/env.hcl can't be read: {error}") from None
    declared: dict[str, str] = parsed["locals"][0]
    return declared
