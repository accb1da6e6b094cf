"""One line for each step, with what it took: readable in a terminal and in a log."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape

console = Console(highlight=False, soft_wrap=True)
complaints = Console(stderr=True, highlight=False, soft_wrap=True)


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
            complaints.print(f"[dim]…[/] {text}")

    return report
