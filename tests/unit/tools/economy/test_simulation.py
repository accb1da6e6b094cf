"""What happens to orders, second by second."""

from dataclasses import replace

import pytest

from economy.capacity import PROD, Settings, components, read_limits
from economy.counts import read_counts
from economy.simulation import SimulationResult, simulate, spike

LIMITS = read_limits()
WIDE = replace(PROD, throttle_rate=1e6, throttle_burst=1e6)


def steady(orders_a_second: float, seconds: int) -> list[float]:
    return [orders_a_second] * seconds


def run(arrivals: list[float], settings: Settings = PROD) -> SimulationResult:
    return simulate(arrivals, components(settings, read_counts(), LIMITS), settings, LIMITS)


def test_refuses_and_delays_nothing_at_a_low_rate() -> None:
    outcome = run(steady(10, 600))

    assert (outcome.accepted, outcome.refused) == (6000, 0)
    assert outcome.most_waiting == {"the stream's function": 0, "the queue's function": 0}
    assert outcome.decided_after_seconds == 600


def test_accepted_and_refused_orders_add_up() -> None:
    outcome = run(spike(200, 600, 10))

    assert outcome.accepted + outcome.refused == pytest.approx(200 * 200 * 2 + 2000 * 200)
    assert outcome.refused > 0
    assert "the API's throttle" in outcome.saturated


def test_orders_above_the_rate_of_the_stream_wait_there_until_decided() -> None:
    outcome = run(steady(1100, 60), WIDE)

    assert outcome.refused == 0
    assert outcome.most_waiting["the stream's function"] == pytest.approx(100 * 60)
    assert outcome.decided_after_seconds == 66


def test_a_slow_processor_builds_up_a_backlog() -> None:
    outcome = run(steady(900, 100), replace(WIDE, processor_concurrency=10))

    assert outcome.most_waiting["the queue's function"] > 0
    assert outcome.decided_after_seconds is not None
    assert outcome.decided_after_seconds > 100


def test_stops_after_a_simulated_day() -> None:
    few = replace(WIDE, processor_concurrency=1, design=replace(WIDE.design, decision_milliseconds=1e9))

    assert run(steady(1, 60), few).decided_after_seconds is None
