"""One run of locust, and what it saw."""

import json
import os
import subprocess
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from cafe.build.python_environments import locked_environment
from cafe.checkout import Workspace

ACCEPTED: Final = 202
UNAVAILABLE: Final = 503
COME_AGAIN: Final = frozenset({429, UNAVAILABLE})
"""Answers that tell a guest to send the same request again."""
EVERYTHING: Final = 10**9


@dataclass(frozen=True)
class Stage:
    """So many guests for so many seconds."""

    seconds: float
    guests: int


@dataclass(frozen=True)
class Plan:
    """Where to order, as whom, how many guests when, and after how many orders to stop."""

    url: str
    tokens: tuple[str, ...]
    body: Mapping[str, object]
    stages: tuple[Stage, ...]
    paced: bool = True
    most: int = EVERYTHING


@dataclass(frozen=True)
class Answer:
    """What a guest got: when the request was sent (seconds since 1970), and milliseconds until the answer."""

    at: float
    ms: float
    status: int
    order_id: str | None


def run(space: Workspace, plan: Plan, name: str) -> list[Answer]:
    """All answers, in the order they came."""
    folder = space.local / "load"
    folder.mkdir(parents=True, exist_ok=True)
    out, plan_file = folder / f"{name}.jsonl", folder / f"{name}-plan.json"
    plan_file.write_text(json.dumps(_document(plan, out)))
    plan_file.chmod(0o600)
    with (folder / f"{name}.log").open("w") as log:
        subprocess.run(
            [
                locked_environment(space, "load") / "locust",
                *(
                    "--headless",
                    "--only-summary",
                    "--stop-timeout",
                    "60",
                    "--locustfile",
                    space.root / "tests" / "load" / "locustfile.py",
                ),
            ],
            env={"PATH": os.environ["PATH"], "LOAD_PLAN": str(plan_file)},
            cwd=folder,
            stdout=log,
            stderr=subprocess.STDOUT,
            check=True,
        )
    plan_file.unlink()
    return [Answer(**json.loads(line)) for line in out.read_text().splitlines()]


def _document(plan: Plan, out: Path) -> dict[str, object]:
    parts = urlsplit(plan.url)
    stages = [(stage.seconds, stage.guests) for stage in plan.stages]
    place = {"host": f"{parts.scheme}://{parts.netloc}", "path": parts.path, "out": str(out)}
    return asdict(plan) | place | {"stages": stages}
