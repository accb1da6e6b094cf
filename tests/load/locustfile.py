"""Guests who order, as locust runs them in an environment of its own; what to do is in the file that LOAD_PLAN names.

Each answer becomes a line of the file `out`: when the request was sent, how long it took, what came back.
"""

import json
import os
import time
import uuid
from itertools import cycle
from pathlib import Path
from typing import Any

from locust import FastHttpUser, LoadTestShape, constant_pacing, constant_throughput, events, task

PLAN: dict[str, Any] = json.loads(Path(os.environ["LOAD_PLAN"]).read_text())
TOKENS = cycle(PLAN["tokens"])
out = Path(PLAN["out"]).open("w")  # noqa: SIM115  # open as long as the run
sent = 0


class Guest(FastHttpUser):
    """Orders once a second, or as fast as answers come."""

    host = PLAN["host"]
    wait_time = constant_throughput(1) if PLAN["paced"] else constant_pacing(0)

    def on_start(self) -> None:
        self.token = next(TOKENS)

    @task
    def order(self) -> None:
        global sent  # one run, one process
        if sent >= PLAN["most"]:
            self.environment.runner.quit()
            return
        sent += 1
        headers = {"Authorization": f"Bearer {self.token}", "Idempotency-Key": str(uuid.uuid4())}
        at, started = time.time(), time.perf_counter()
        with self.client.post(PLAN["path"], json=PLAN["body"], headers=headers, catch_response=True) as answer:
            took = (time.perf_counter() - started) * 1000
            answer.success()
            document = answer.json() if answer.status_code == 202 else {}
        line = {"at": at, "ms": took, "status": answer.status_code, "order_id": document.get("order_id")}
        out.write(json.dumps(line) + "\n")


class Curve(LoadTestShape):
    """As many guests as the plan says for each stretch of seconds."""

    def tick(self) -> tuple[int, float] | None:
        passed = self.get_run_time()
        for seconds, guests in PLAN["stages"]:
            if passed < seconds:
                return guests, 1000
            passed -= seconds
        return None


@events.quitting.add_listener
def close(**_: Any) -> None:
    out.close()
