"""State of an account during a rehearsal, read without the pipeline."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cafe.aws import Aws
from cafe.deliver.lambda_aliases import ALIAS
from cafe.environments import LiveEnvironment
from cafe.errors import CafeError
from cafe.functions import read_functions
from cafe.programs import capture, environment

CAFE = Path(sys.prefix) / "bin" / "cafe"
LINES_SHOWN = 25


@dataclass(frozen=True)
class Observer:
    """Reads the account of one environment. `variables` are all that a program needs to reach it."""

    live: LiveEnvironment
    aws: Aws
    variables: Mapping[str, str]
    checkout: Path

    def live_code(self) -> dict[str, tuple[str, str]]:
        """Version and SHA-256 of the code that each function's alias points to."""
        return {function.name: self._live_code(function.aws_name) for function in read_functions(self.checkout)}

    def cafe(self, *arguments: str) -> str:
        """The output of a `cafe` command. Raises CafeError with its last lines when it fails."""
        variables = environment(self.variables, without=("AWS_",))
        done = capture([CAFE, *arguments], cwd=self.checkout, env=variables)
        output = done.output + done.errors
        if done.status != 0:
            raise CafeError(f"cafe {' '.join(arguments)} failed:\n" + "\n".join(output.splitlines()[-LINES_SHOWN:]))
        return output

    def _live_code(self, function: str) -> tuple[str, str]:
        name = f"{self.live.prefix}-{function}"
        found = self.aws.functions.get_function_configuration(FunctionName=name, Qualifier=ALIAS)
        return found["Version"], found["CodeSha256"]
