"""The alias `live` of each function: the version that customers use."""

from collections.abc import Iterator
from dataclasses import dataclass

from botocore.exceptions import ClientError

from cafe.aws import Access
from cafe.environments import LiveEnvironment

ALIAS = "live"
NEWEST = "$LATEST"


@dataclass(frozen=True)
class Aliases:
    """The functions of an environment, by their names in the manifest."""

    live: LiveEnvironment
    access: Access
    functions: tuple[str, ...]

    def versions_live(self) -> dict[str, int]:
        """The version of each alias; functions that do not exist yet are left out."""
        found = ((function, self.version(function)) for function in self.functions)
        return {function: version for function, version in found if version is not None}

    def version(self, function: str) -> int | None:
        try:
            alias = self.access.aws.functions.get_alias(FunctionName=self._name(function), Name=ALIAS)
        except ClientError as error:
            if error.response["Error"]["Code"] == "ResourceNotFoundException":
                return None
            raise
        return int(alias["FunctionVersion"])

    def published(self, function: str) -> list[int]:
        """The published versions, oldest first."""
        return sorted(self._published(function))

    def move(self, function: str, version: int) -> None:
        self.access.aws.functions.update_alias(
            FunctionName=self._name(function), Name=ALIAS, FunctionVersion=str(version)
        )

    def _published(self, function: str) -> Iterator[int]:
        pages = self.access.aws.functions.get_paginator("list_versions_by_function")
        for page in pages.paginate(FunctionName=self._name(function)):
            for version in page["Versions"]:
                if version["Version"] != NEWEST:
                    yield int(version["Version"])

    def _name(self, function: str) -> str:
        return f"{self.live.prefix}-{function.replace('_', '-')}"
