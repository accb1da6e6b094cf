"""What the logger writes, as a reader of the logs gets it."""

import io
import json
from typing import Any

import pytest

from orders.runtime.logger import logger


class Log:
    """Collects the lines of JSON."""

    def __init__(self) -> None:
        self.stream = io.StringIO()

    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.stream.getvalue().splitlines()]


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Log:
    capture = Log()
    monkeypatch.setattr(logger.registered_handler, "stream", capture.stream)
    return capture
