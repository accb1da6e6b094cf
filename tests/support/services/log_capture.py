"""What the logger writes, as a reader of the logs gets it."""

import io
import json
from typing import Any


class Log:
    """Collects the lines of JSON."""

    def __init__(self) -> None:
        self.stream = io.StringIO()

    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.stream.getvalue().splitlines()]
