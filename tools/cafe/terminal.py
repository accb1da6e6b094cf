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
    """Announce a step, and say when it is done and how long it took (seconds)."""
    started = time.monotonic()
    console.print(f"[dim]…[/] {title}")
    yield
    console.print(f"[green]✓[/] {title} [dim]{time.monotonic() - started:.1f} s[/]")


def note(text: str) -> None:
    """Something worth knowing that is neither a step nor an error."""
    console.print(f"[yellow]![/] {escape(text)}")


def reporter() -> Callable[[str], None]:
    """Says how far a long work is, at most once a second, beside the result on standard output."""
    said_at = 0.0

    def report(text: str) -> None:
        nonlocal said_at
        if time.monotonic() - said_at >= 1:
            said_at = time.monotonic()
            stderr.print(f"[dim]…[/] {text}")

    return report


def set_output(name: str, value: str) -> None:
    """Give later steps a value of one line."""
    _append("GITHUB_OUTPUT", f"{name}={value}\n")


def summarize(markdown: str) -> None:
    """Add to the page of the run."""
    _append("GITHUB_STEP_SUMMARY", f"{markdown}\n")


def warn(text: str) -> None:
    """Say it on the terminal, where a job's page shows it as a warning."""
    prefix = "::warning::" if "GITHUB_ACTIONS" in os.environ else "Warning: "
    stderr.print(f"{prefix}{text}", markup=False, soft_wrap=True)


def _append(variable: str, text: str) -> None:
    file = os.environ.get(variable)
    if file:
        with Path(file).open("a") as stream:
            stream.write(text)
