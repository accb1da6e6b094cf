"""The environment `local`: the real modules, applied to the local AWS."""

import re
from dataclasses import dataclass

from cafe.aws import local_access
from cafe.checkout import Workspace
from cafe.deliver.bootstrap import create_state_backend
from cafe.deliver.plans.terragrunt import Terragrunt
from cafe.environments import LOCAL
from cafe.files import fingerprint
from cafe.functions import MANIFEST
from cafe.terminal import console
from cafe.terraform_state import Outputs, read_outputs


@dataclass(frozen=True)
class LocalInfrastructure:
    """All units of a local account at once."""

    terragrunt: Terragrunt

    def fingerprint(self) -> str:
        """Digest of all that an apply depends on."""
        space = self.terragrunt.space
        places = [space.root / name for name in ("terragrunt.hcl", "live", "modules", MANIFEST)]
        places += [*space.root.glob("services/*/contract"), *space.artifacts.glob("*.zip")]
        return fingerprint(places, self.terragrunt.access.endpoint_url)

    def bootstrap_state(self) -> None:
        create_state_backend(self.terragrunt.live, self.terragrunt.access.aws)

    def apply(self) -> None:
        """Bring every unit up to date. Raises CafeError with Terraform's last lines.

        Without Terraform's lock: on the local AWS about one apply in 240 takes its own lock twice and waits for itself.
        Nobody shares this state; a second `up` of a checkout is kept out.
        """
        self.terragrunt.run(
            ("apply", "-auto-approve", "-input=false", "-lock=false"),
            folder=self.terragrunt.folder,
            log=self.terragrunt.space.logs / "terragrunt.log",
            options=("--all",),
            watch=_print_result,
        )

    def outputs(self) -> Outputs:
        """Outputs of every unit."""
        return read_outputs(self.terragrunt.access, self.terragrunt.live)


def local_infrastructure(space: Workspace, endpoint_url: str) -> LocalInfrastructure:
    """The environment `local` of a checkout, on the local AWS at `endpoint_url`."""
    return LocalInfrastructure(Terragrunt(space, LOCAL, local_access(endpoint_url)))


def _print_result(line: str) -> None:
    found = re.search(r"\[(\w+)\].*Apply complete! (.*)", line)
    if found:
        console.print(f"    {found.group(1)}: {found.group(2)}")
