"""The Lambda functions of the platform, from their one list: `services/functions.json`."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cafe.files import read_json

MANIFEST = Path("services/functions.json")


@dataclass(frozen=True)
class Function:
    """A Lambda function: its handler, what invokes it (`api`, `stream`, `queue`), and the AWS operations it calls."""

    name: str
    handler: str
    trigger: str
    calls: Mapping[str, tuple[str, ...]]

    @property
    def package(self) -> str:
        """The Python package below `services` that holds its handler; its zip is named after the function."""
        return self.handler.partition(".")[0]

    @property
    def lock(self) -> Path:
        """The lock of its dependencies, in the checkout."""
        return Path("services") / self.package / "requirements.txt"

    @property
    def aws_name(self) -> str:
        """Its name on AWS, without the environment's prefix."""
        return self.name.replace("_", "-")


def read_functions(root: Path) -> tuple[Function, ...]:
    """The functions of a checkout, in the order of an order's way through them."""
    manifest = read_json(root / MANIFEST)
    return tuple(
        Function(
            name,
            function["handler"],
            function["trigger"],
            {service: tuple(operations) for service, operations in function["calls"].items()},
        )
        for name, function in manifest.items()
    )
