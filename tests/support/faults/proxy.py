"""microburst between the functions and the local AWS: a process of its own, told by HTTP what is to fail."""

import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import requests

from cafe.aws import CREDENTIALS, LocalAws
from cafe.local.emulator import HOST, free_port
from cafe.waiting import wait_until
from tests.support.faults.schedule import Call, Crash, Fault, Kind, Schedule

TIMEOUT_SECONDS: Final = 5
SECONDS_TO_START: Final = 30
POLL_SECONDS: Final = 0.02
SLOW_MILLISECONDS: Final = 2_500
"""Longer than the 2 s that the functions' clients wait: the call is applied after its caller gave up."""
HELD_MILLISECONDS: Final = 600
"""How long a call is held in which its function is killed."""

IS_CANCELLATION: Final = "ExpressionAttributeValues.\":status\".S == 'CANCELLED'"
IS_DECISION: Final = "ExpressionAttributeValues.\":status\".S != 'CANCELLED'"
MATCH: Final[dict[Call, dict[str, str]]] = {
    Call.PUT_ORDER: {"service": "dynamodb", "operation": "PutItem"},
    Call.CANCEL_ORDER: {"service": "dynamodb", "operation": "UpdateItem", "body": IS_CANCELLATION},
    Call.SEND_MESSAGES: {"service": "sqs", "operation": "SendMessageBatch"},
    Call.READ_ORDER: {"service": "dynamodb", "operation": "GetItem"},
    Call.DECIDE_ORDER: {"service": "dynamodb", "operation": "UpdateItem", "body": IS_DECISION},
    Call.PUBLISH_EVENTS: {"service": "sns", "operation": "PublishBatch"},
}
THROTTLES: Final[dict[str, dict[str, Any]]] = {
    "dynamodb": {"code": "ProvisionedThroughputExceededException"},
    "sqs": {"code": "ThrottlingException", "status": 400},
    "sns": {"code": "Throttled", "status": 429},
}
SERVER_ERRORS: Final[dict[str, dict[str, Any]]] = {
    "dynamodb": {"code": "InternalServerError", "status": 500},
    "sqs": {"code": "InternalFailure", "status": 500},
    "sns": {"code": "InternalError", "status": 500},
}


@dataclass(frozen=True)
class FaultProxy:
    """A running microburst."""

    url: str

    def arm(self, schedule: Schedule) -> dict[Crash, int]:
        """Takes the schedule's faults in place of all before. Answers the rule of each crash."""
        self.disarm()
        crashes = [_crash_rule(crash) for crash in schedule.crashes]
        rules = self._send("POST", "rules", crashes + [_fault_rule(fault) for fault in schedule.faults])
        return {crash: rule["id"] for crash, rule in zip(schedule.crashes, rules, strict=False)}

    def disarm(self) -> None:
        """Nothing fails any more."""
        self._send("POST", "rules", [])
        self._send("DELETE", "fired")

    def has_fired(self, rule: int) -> bool:
        """Whether a rule has met a call."""
        return bool(self._send("GET", f"fired?rule_id={rule}"))

    def fired(self) -> Counter[str]:
        """How many calls met each fault since the proxy was armed."""
        return Counter(f"{event['operation']} {event['action']}" for event in self._events())

    def wait_until_nothing_is_held(self) -> None:
        """Until the last slow call has been applied."""
        held = [event["ts"] for event in self._events() if "latency" in event["action"]]
        until = max(held, default=0.0) + SLOW_MILLISECONDS / 1000 + 0.2
        time.sleep(max(0.0, until - time.time()))

    def is_up(self) -> bool:
        """Whether it answers."""
        try:
            self._send("GET", "health")
        except requests.ConnectionError:
            return False
        return True

    def _events(self) -> list[dict[str, Any]]:
        events: list[dict[str, Any]] = self._send("GET", "fired?limit=1000")
        return events

    def _send(self, method: str, path: str, body: list[dict[str, Any]] | None = None) -> Any:
        answer = requests.request(method, f"{self.url}/_microburst/{path}", json=body, timeout=TIMEOUT_SECONDS)
        answer.raise_for_status()
        return answer.json()


@contextmanager
def fault_proxy(upstream: str, log: Path) -> Iterator[FaultProxy]:
    """microburst in front of `upstream`.

    A caller's signature covers the host it called, which is the proxy: so the proxy signs again, as the account.
    """
    port = free_port()
    command = [sys.executable, "-m", "microburst", "--upstream", upstream, "--port", str(port), "--resign"]
    with log.open("w") as output:
        process = subprocess.Popen(command, env=CREDENTIALS, stdout=output, stderr=subprocess.STDOUT)
    proxy = FaultProxy(f"http://{HOST}:{port}")
    try:
        _wait_until_up(proxy, process, log)
        _warm_up(LocalAws(proxy.url))
        yield proxy
    finally:
        process.terminate()
        process.wait()


def _wait_until_up(proxy: FaultProxy, process: subprocess.Popen[bytes], log: Path) -> None:
    wait_until(
        lambda: process.poll() is not None or proxy.is_up(),
        seconds=SECONDS_TO_START,
        problem=f"microburst does not answer: {log}",
        every=POLL_SECONDS,
    )
    assert process.poll() is None, f"microburst ended: {log.read_text()}"


def _warm_up(proxied: LocalAws) -> None:
    """microburst reads its model of a service with the first call, which takes longer than a function waits."""
    proxied.dynamodb.list_tables()
    proxied.sqs.list_queues()
    proxied.sns.list_topics()


def _fault_rule(fault: Fault) -> dict[str, Any]:
    match = MATCH[fault.call]
    return match | {"times": fault.times} | _effect(fault.kind, match["service"])


def _effect(kind: Kind, service: str) -> dict[str, Any]:
    effects: dict[Kind, dict[str, Any]] = {
        Kind.THROTTLE: {"error": THROTTLES[service]},
        Kind.SERVER_ERROR: {"error": SERVER_ERRORS[service]},
        Kind.SLOW_ANSWER: {"latency": SLOW_MILLISECONDS},
        Kind.RESET: {"reset": True},
        Kind.LOST_ANSWER: {"response": {"abort_bytes": 0}},
    }
    return effects[kind]


def _crash_rule(crash: Crash) -> dict[str, Any]:
    return MATCH[crash.call] | {"times": 1, "latency": HELD_MILLISECONDS, "reset": not crash.is_applied}
