"""Orders on their way, second by second: what is refused, what waits, and until when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from economy.capacity import MINUTE, QUEUE_FUNCTION, STREAM_FUNCTION, THROTTLE, Component, Limit, Settings

LONGEST_SECONDS: Final = 24 * 60 * MINUTE
BUFFERED: Final = (STREAM_FUNCTION, QUEUE_FUNCTION)
"""Components with a stream or a queue before them; the others refuse what they can't take at once."""


@dataclass(frozen=True)
class SimulationResult:
    """Orders accepted and refused, the most that waited before a component, and seconds until the last was decided."""

    accepted: float
    refused: float
    most_waiting: dict[str, float]
    decided_after_seconds: int | None
    saturated: tuple[str, ...]


def spike(orders_a_second: float, seconds: int, multiplier: float) -> list[float]:
    """The same number each second, multiplied in the middle third."""
    third = seconds // 3
    return [orders_a_second * (multiplier if third <= second < 2 * third else 1) for second in range(seconds)]


def simulate(
    arrivals: Iterable[float], components: Iterable[Component], settings: Settings, limits: Mapping[str, Limit]
) -> SimulationResult:
    """Run until every accepted order is decided; after a day, the result is that it never will be."""
    rates = {each.name: each.orders_a_second for each in components if each.on_critical_path}
    run = _Simulation(rates, settings, limits)
    for arriving in arrivals:
        run.advance(arriving)
    while run.is_busy and run.seconds < LONGEST_SECONDS:
        run.advance(0)
    decided_after = None if run.is_busy else run.seconds
    return SimulationResult(run.accepted, run.refused, run.most_waiting, decided_after, tuple(sorted(run.saturated)))


class _Simulation:
    def __init__(self, rates: Mapping[str, float], settings: Settings, limits: Mapping[str, Limit]) -> None:
        self._rates, self._concurrency = rates, settings.processor_concurrency
        self._burst = self._tokens = settings.throttle_burst / settings.design.api_requests
        self._pollers = limits["first_pollers"].value
        self._pollers_more_a_second = limits["pollers_more_a_minute"].value / MINUTE
        self.seconds, self.accepted, self.refused = 0, 0.0, 0.0
        self._waiting = dict.fromkeys(BUFFERED, 0.0)
        self.most_waiting = dict(self._waiting)
        self.saturated: set[str] = set()

    @property
    def is_busy(self) -> bool:
        return any(round(number, 6) for number in self._waiting.values())

    def advance(self, arriving: float) -> None:
        """One second."""
        passing = self._accept(arriving)
        for name in BUFFERED:
            passing = self._process(name, passing)
        self.seconds += 1

    def _accept(self, arriving: float) -> float:
        """The throttle is a token bucket."""
        self._tokens = min(self._burst, self._tokens + self._rates[THROTTLE])
        rates = {name: rate for name, rate in self._rates.items() if name not in BUFFERED} | {THROTTLE: self._tokens}
        self.saturated |= {name for name, rate in rates.items() if rate < arriving}
        accepted = min(arriving, *rates.values())
        self._tokens -= accepted
        self.accepted += accepted
        self.refused += arriving - accepted
        return accepted

    def _process(self, name: str, coming: float) -> float:
        present = self._waiting[name] + coming
        passed = min(present, self._decisions() if name == QUEUE_FUNCTION else self._rates[name])
        self._waiting[name] = present - passed
        self.most_waiting[name] = max(self.most_waiting[name], self._waiting[name])
        if passed < present:
            self.saturated.add(name)
        return passed

    def _decisions(self) -> float:
        """Pollers start few, and grow while orders wait."""
        if self._waiting[QUEUE_FUNCTION]:
            self._pollers = min(self._concurrency, self._pollers + self._pollers_more_a_second)
        return self._rates[QUEUE_FUNCTION] * min(self._pollers / self._concurrency, 1)
