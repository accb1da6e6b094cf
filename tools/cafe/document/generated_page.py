"""A committed file that a command writes and a check compares."""

from dataclasses import dataclass
from pathlib import Path

from cafe.errors import CafeError
from cafe.files import write_text


@dataclass(frozen=True)
class GeneratedPage:
    """A file of a checkout with the content that it should have, and the command that writes it."""

    root: Path
    name: str
    content: str
    command: str

    def write(self) -> None:
        """Bring the file up to date."""
        write_text(self.root / self.name, self.content)

    def check(self) -> None:
        """Raises CafeError when the file is absent or has another content."""
        file = self.root / self.name
        if not file.exists() or file.read_text() != self.content:
            raise CafeError(f"{self.name} is out of date.", f"Write it again: .venv/bin/{self.command}")

    def update(self, *, check: bool) -> None:
        """Write the file, or only check it."""
        self.check() if check else self.write()
