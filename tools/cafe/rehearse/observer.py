"""What is to be seen in an account while a rehearsal goes on, without asking the pipeline."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cafe.aws import Aws
from cafe.environments import LiveEnvironment
from cafe.errors import CafeError

FUNCTIONS = ("order-api", "order-relay", "order-processor")
ALIAS = "live"
CAFE = Path(sys.prefix) / "bin" / "cafe"
LINES_SHOWN = 25


@dataclass(frozen=True)
class Account:
    """One environment's account. `variables` are all that a program needs to reach it."""

    live: LiveEnvironment
    aws: Aws
    variables: Mapping[str, str]
    checkout: Path

    def live_code(self) -> dict[str, tuple[str, str]]:
        """Version and SHA-256 of the code that each function's alias leads to."""
        return {name: self._live_code(f"{self.live.prefix}-{name}") for name in FUNCTIONS}

    def cafe(self, *arguments: str) -> str:
        """What a command of ours prints. Raises CafeError with its last lines when it fails."""
        done = subprocess.run(
            [CAFE, *arguments],
            cwd=self.checkout,
            env=_without_aws() | dict(self.variables),
            capture_output=True,
            text=True,
            check=False,
        )
        said = done.stdout + done.stderr
        if done.returncode != 0:
            raise CafeError(f"cafe {' '.join(arguments)} failed:\n" + "\n".join(said.splitlines()[-LINES_SHOWN:]))
        return said

    def _live_code(self, function: str) -> tuple[str, str]:
        found = self.aws.functions.get_function_configuration(FunctionName=function, Qualifier=ALIAS)
        return found["Version"], found["CodeSha256"]


def _without_aws() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
