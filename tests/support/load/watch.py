"""What the platform does meanwhile: the memory of its processes."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

import psutil

from cafe.checkout import Workspace
from tests.support.functions import FUNCTIONS

SECONDS_APART: Final = 0.5
NAMES: Final = tuple(function.aws_name for function in FUNCTIONS)
LOCAL_AWS: Final = "local AWS"


@contextmanager
def memory(space: Workspace) -> Iterator[dict[str, float]]:
    """The most megabytes that the local AWS took, and the largest process of each function."""
    most: dict[str, float] = {}
    over = threading.Event()
    root = psutil.Process(json.loads((space.local / "process.json").read_text())["pid"])

    def look() -> None:
        while not over.wait(SECONDS_APART):
            for process in (root, *root.children(recursive=True)):
                with suppress(psutil.NoSuchProcess):
                    name = LOCAL_AWS if process == root else _function(process)
                    megabytes = process.memory_info().rss / 1e6
                    most[name] = max(most.get(name, 0), megabytes)

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        yield most
    finally:
        over.set()
        watcher.join()


def _function(process: psutil.Process) -> str:
    command = " ".join(process.cmdline())
    return next((name for name in NAMES if f"-{name}-" in command), "other")
