"""Why each package is in the functions' zips; a package without a reason is refused."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from cafe.errors import CafeError

DIST_INFO = ".dist-info"


@dataclass(frozen=True)
class Member:
    """A file of a zip, with the bytes that it takes there."""

    name: str
    size: int


@dataclass(frozen=True)
class Dependency:
    """A package by its name in the index, the name it is imported by, and why it is in."""

    name: str
    module: str
    reason: str


DEPENDENCIES = (
    Dependency("aws-lambda-powertools", "aws_lambda_powertools", "logs as JSON with the request's ids"),
    Dependency("botocore", "botocore", "signs, sends and retries the calls of AWS"),
    Dependency("fastjsonschema", "fastjsonschema", "checks an order's body against the contract's own schema"),
    Dependency("jmespath", "jmespath", "botocore and Powertools look into documents with it"),
    Dependency("python-dateutil", "dateutil", "botocore reads the times in AWS's answers with it"),
    Dependency("six", "six", "dateutil needs it"),
    Dependency("typing-extensions", "typing_extensions", "Powertools imports its types from it"),
    Dependency("urllib3", "urllib3", "botocore's HTTP connections"),
)


@dataclass(frozen=True)
class ZipPart:
    """Some members of a zip that are there for one reason; a name with its version where it is a dependency."""

    name: str
    reason: str
    members: tuple[Member, ...]

    @property
    def size(self) -> int:
        """The bytes that it takes in the zip."""
        return sum(member.size for member in self.members)


def check_reasons(tree: Path) -> None:
    """CafeError when a package was installed that has no reason here."""
    known = {dependency.name for dependency in DEPENDENCIES}
    for folder in sorted(tree.glob(f"*{DIST_INFO}")):
        name = _name(folder.name)
        if name not in known:
            raise CafeError(
                f"{name} would be packaged for no reason.", "Give it in tools/cafe/build/packaged_dependencies.py."
            )


def parts(members: Sequence[Member]) -> list[ZipPart]:
    """The zip's members by reason, the largest first."""
    versions = {_name(entry): _version(entry) for entry in {m.name.partition("/")[0] for m in members}}
    own = {"our own code": "the function and the domain: source, and its bytecode for a quick start"}
    reasons = own | {f"{d.name} {versions.get(d.name, '')}": d.reason for d in DEPENDENCIES}
    grouped: dict[str, list[Member]] = {}
    for member in members:
        name = _owner(member.name.partition("/")[0])
        grouped.setdefault(f"{name} {versions[name]}" if name else "our own code", []).append(member)
    found = (ZipPart(name, reasons[name], tuple(group)) for name, group in grouped.items())
    return sorted(found, key=lambda part: -part.size)


def _owner(top: str) -> str | None:
    module = top.partition(".")[0] if not top.endswith(DIST_INFO) else None
    names: Iterable[str] = (d.name for d in DEPENDENCIES if d.module == module or d.name == _name(top))
    return next(iter(names), None)


def _name(dist_info: str) -> str:
    return dist_info.removesuffix(DIST_INFO).rpartition("-")[0].replace("_", "-").lower()


def _version(dist_info: str) -> str:
    return dist_info.removesuffix(DIST_INFO).rpartition("-")[2]
