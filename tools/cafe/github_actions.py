"""What a command says to the GitHub Actions job that it runs in; elsewhere it says it on the terminal only."""

import os
from pathlib import Path


def set_output(name: str, value: str) -> None:
    """Give later steps a value of one line."""
    _append("GITHUB_OUTPUT", f"{name}={value}\n")


def summarize(markdown: str) -> None:
    """Add to the page of the run."""
    _append("GITHUB_STEP_SUMMARY", f"{markdown}\n")


def _append(variable: str, text: str) -> None:
    file = os.environ.get(variable)
    if file:
        with Path(file).open("a") as stream:
            stream.write(text)
