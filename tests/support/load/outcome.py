"""What became of a run's orders, and the figures of it."""

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from cafe.aws import LocalAws
from orders.domain.order import Order, Status
from tests.support.functions import local_name
from tests.support.load.run import ACCEPTED, COME_AGAIN, Answer

PROCESSOR_LOG = f"/aws/lambda/{local_name('queue')}"
MOST_EVENTS = 10_000


@dataclass(frozen=True)
class Percentiles:
    """Milliseconds."""

    p50: float
    p95: float
    p99: float


@dataclass
class Figures:
    """One scenario: what was asked, what came of it. `curve` is seconds, accepted so far, decided so far."""

    name: str
    asked: int
    accepted: int
    told_to_come_again: int
    decided: int
    seconds: float
    acceptance: Percentiles
    decision: Percentiles | None = None
    processor_invocations: int | None = None
    memory_megabytes: dict[str, float] = field(default_factory=dict)
    curve: list[tuple[float, int, int]] = field(default_factory=list)


def figures(name: str, answers: Sequence[Answer], orders: Sequence[Order]) -> Figures:
    """The orders are those that the run placed, as they are in the end."""
    accepted = [answer for answer in answers if answer.status == ACCEPTED]
    known = {answer.order_id for answer in accepted}
    decided = [order for order in orders if order.status is not Status.RECEIVED and order.key.order_id in known]
    began = min(answer.at for answer in answers)
    return Figures(
        name=name,
        asked=len(answers),
        accepted=len(accepted),
        told_to_come_again=sum(answer.status in COME_AGAIN for answer in answers),
        decided=len(decided),
        seconds=round(max(answer.at + answer.ms / 1000 for answer in answers) - began, 1),
        acceptance=percentiles(answer.ms for answer in accepted),
        decision=percentiles(map(decision_ms, decided)) if decided else None,
        curve=curve(began, decided),
    )


def percentiles(values: Iterable[float]) -> Percentiles:
    """By the nearest rank."""
    ranked = sorted(values)
    return Percentiles(*(round(ranked[math.ceil(len(ranked) * share) - 1], 1) for share in (0.5, 0.95, 0.99)))


def decision_ms(order: Order) -> float:
    """From the moment the order was received to its decision, as its history has them."""
    first, *_, last = order.history
    return (last.at - first.at).total_seconds() * 1000


def curve(began: float, decided: Sequence[Order], points: int = 60) -> list[tuple[float, int, int]]:
    received = sorted(order.history[0].at.timestamp() - began for order in decided)
    settled = sorted(order.history[-1].at.timestamp() - began for order in decided)
    if not settled:
        return []
    moments = [settled[-1] * number / points for number in range(points + 1)]
    return [(round(at, 2), sum(x <= at for x in received), sum(x <= at for x in settled)) for at in moments]


def processor_invocations(aws: LocalAws, since: datetime) -> int:
    """Different invocations that logged something since then; the local AWS gives no second page."""
    found, start = set[str](), int(since.timestamp() * 1000)
    while True:
        events = aws.logs.filter_log_events(logGroupName=PROCESSOR_LOG, startTime=start)["events"]
        lines = (line for event in events for line in event["message"].splitlines())
        found |= {json.loads(line)["function_request_id"] for line in lines if line.startswith("{")}
        if len(events) < MOST_EVENTS:
            return len(found)
        assert events[-1]["timestamp"] > start, "more events in a millisecond than a page holds"
        start = events[-1]["timestamp"]
