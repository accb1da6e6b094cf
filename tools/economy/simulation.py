"""Orders on their way, second by second: what is refused, what waits, and until when."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from economy.capacity import MINUTE, Limit, Part, Settings

LONGEST_SECONDS: Final = 24 * 60 * MINUTE
WAITS: Final = ("order_relay", "order_processor")
"""Parts with a stream or a queue before them; what is too much for the others is refused."""


@dataclass(frozen=True)
class Outcome:
    """Orders accepted and refused, the most that waited before each part, and seconds until the last was decided."""

    accepted: float
    refused: float
    most_waiting: dict[str, float]
    decided_after_seconds: int | None
    saturated: tuple[str, ...]


def steady(orders_a_second: float, seconds: int) -> list[float]:
    """The same number each second."""
    return [orders_a_second] * seconds


def spike(orders_a_second: float, seconds: int, times: float) -> list[float]:
    """Steady, but for its middle third."""
    third = seconds // 3
    return [orders_a_second * (times if third <= second < 2 * third else 1) for second in range(seconds)]


def simulate(arrivals: Iterable[float], parts: list[Part], settings: Settings, limits: dict[str, Limit]) -> Outcome:
    """Runs until everything accepted is decided, a day at most: then it never will be."""
    run = _Run({part.name: part.orders_a_second for part in parts if part.is_of_the_way}, settings, limits)
    for arriving in arrivals:
        run.second(arriving)
    while run.waits() and run.seconds < LONGEST_SECONDS:
        run.second(0)
    return Outcome(
        run.accepted, run.refused, run.most, None if run.waits() else run.seconds, tuple(sorted(run.saturated))
    )


class _Run:
    def __init__(self, takes: dict[str, float], settings: Settings, limits: dict[str, Limit]) -> None:
        self._takes, self._settings, self._limits = takes, settings, limits
        self.seconds, self.accepted, self.refused = 0, 0.0, 0.0
        self.waiting = dict.fromkeys(WAITS, 0.0)
        self.most = dict(self.waiting)
        self.saturated: set[str] = set()
        self._tokens = settings.throttle_burst / settings.design.api_requests
        self._pollers = limits["first_pollers"].value

    def waits(self) -> bool:
        return any(round(number, 6) for number in self.waiting.values())

    def second(self, arriving: float) -> None:
        passing = self._accept(arriving)
        for name in WAITS:
            passing = self._pass(name, passing)
        self.seconds += 1

    def _accept(self, arriving: float) -> float:
        """The throttle is a bucket; the others refuse what they can't take at once."""
        throttle = self._takes["the API's throttle"]
        full = self._settings.throttle_burst / self._settings.design.api_requests
        self._tokens = min(full, self._tokens + throttle)
        allowed = {name: takes for name, takes in self._takes.items() if name not in WAITS}
        allowed["the API's throttle"] = self._tokens
        self.saturated |= {name for name, takes in allowed.items() if takes < arriving}
        taken = min(arriving, *allowed.values())
        self._tokens -= taken
        self.accepted += taken
        self.refused += arriving - taken
        return taken

    def _pass(self, name: str, coming: float) -> float:
        takes = self._takes[name] if name != "order_processor" else self._decisions()
        present = self.waiting[name] + coming
        passed = min(present, takes)
        self.waiting[name] = present - passed
        self.most[name] = max(self.most[name], self.waiting[name])
        if passed < present:
            self.saturated.add(name)
        return passed

    def _decisions(self) -> float:
        """Pollers start few, and grow while orders wait."""
        settings, growth = self._settings, self._limits["pollers_more_a_minute"].value / MINUTE
        if self.waiting["order_processor"]:
            self._pollers = min(settings.processor_concurrency, self._pollers + growth)
        return self._takes["order_processor"] * min(self._pollers / settings.processor_concurrency, 1)
