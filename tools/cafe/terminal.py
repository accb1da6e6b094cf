"""What a command prints: a line for each step, and what the page of its GitHub Actions job shows."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.markup import escape

console = Console(highlight=False, soft_wrap=True)
stderr = Console(stderr=True, highlight=False, soft_wrap=True)


@contextmanager
def step(title: str) -> Iterator[None]:
    """Print a step when it begins, and with its seconds when it is done."""
    started = time.monotonic()
    console.print(f"[dim]…[/] {title}")
    yield
    console.print(f"[green]✓[/] {title} [dim]{time.monotonic() - started:.1f} s[/]")


def note(text: str) -> None:
    """Print what is neither a step nor an error."""
    console.print(f"[yellow]![/] {escape(text)}")


def reporter() -> Callable[[str], None]:
    """Prints the progress of long work on standard error, at most once a second."""
    printed_at = 0.0

    def report(text: str) -> None:
        nonlocal printed_at
        if time.monotonic() - printed_at >= 1:
            printed_at = time.monotonic()
            stderr.print(f"[dim]…[/] {text}")

    return report


def set_output(name: str, value: str) -> None:
    """Give later steps of the job a value of one line."""
    _append("GITHUB_OUTPUT", f"{name}={value}\n")


def summarize(markdown: str) -> None:
    """Add to the page of the run."""
    _append("GITHUB_STEP_SUMMARY", f"{markdown}\n")


def warn(text: str) -> None:
    """Print a warning, which the page of a job shows as one."""
    prefix = "::warning::" if "GITHUB_ACTIONS" in os.environ else "Warning: "
    stderr.print(f"{prefix}{text}", markup=False, soft_wrap=True)


def _append(variable: str, text: str) -> None:
    file = os.environ.get(variable)
    if file:
        with Path(file).open("a") as stream:
            stream.write(text)
