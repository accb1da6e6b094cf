"""What a command says to the GitHub Actions job that it runs in; elsewhere it says it on the terminal only."""

import os
from pathlib import Path

from cafe.terminal import complaints


def set_output(name: str, value: str) -> None:
    """Give later steps a value of one line."""
    _append("GITHUB_OUTPUT", f"{name}={value}\n")


def summarize(markdown: str) -> None:
    """Add to the page of the run."""
    _append("GITHUB_STEP_SUMMARY", f"{markdown}\n")


def warn(text: str) -> None:
    """Say it on the terminal, where a job's page shows it as a warning."""
    prefix = "::warning::" if "GITHUB_ACTIONS" in os.environ else "Warning: "
    complaints.print(f"{prefix}{text}", markup=False, soft_wrap=True)


def _append(variable: str, text: str) -> None:
    file = os.environ.get(variable)
    if file:
        with Path(file).open("a") as stream:
            stream.write(text)
