"""How many orders the platform takes, and what happens to more."""

from dataclasses import replace

import hcl2
import pytest

from cafe.checkout import workspace
from economy.capacity import PROD, Settings, bottleneck, components, read_limits
from economy.capacity_report import table
from economy.counts import read_counts
from economy.simulation import SimulationResult, simulate, spike

LIMITS = read_limits()
WIDE = replace(PROD, throttle_rate=1e6, throttle_burst=1e6)


def steady(orders_a_second: float, seconds: int) -> list[float]:
    return [orders_a_second] * seconds


def rates(settings: Settings) -> dict[str, float]:
    return {each.name: each.orders_a_second for each in components(settings, read_counts(), LIMITS)}


def run(arrivals: list[float], settings: Settings = PROD) -> SimulationResult:
    return simulate(arrivals, components(settings, read_counts(), LIMITS), settings, LIMITS)


def test_uses_the_settings_of_prod() -> None:
    with (workspace().root / "live" / "prod" / "env.hcl").open() as file:
        (settings,) = hcl2.load(file)["locals"]

    assert (PROD.throttle_rate, PROD.throttle_burst) == (settings["throttle"]["rate"], settings["throttle"]["burst"])
    assert PROD.processor_concurrency == settings["processor_concurrency"]


def test_no_subscription_of_prod_receives_every_order() -> None:
    with (workspace().root / "live" / "prod" / "env.hcl").open() as file:
        (settings,) = hcl2.load(file)["locals"]

    assert all("CONFIRMED" not in each["statuses"] for each in settings["email_notifications"].values())


def test_a_new_table_takes_a_third_of_its_write_units() -> None:
    takes = rates(PROD)

    assert takes["the table"] == pytest.approx(4000 / 3)
    assert takes["one customer's partition"] == pytest.approx(1000 / 3)
    assert takes["an e-mail subscription"] == pytest.approx(10 / 0.02)


def test_a_subscription_to_every_order_takes_ten_a_second() -> None:
    assert rates(replace(PROD, mailed_share=1))["an e-mail subscription"] == 10


def test_the_throttle_saturates_first_and_without_it_the_streams_function() -> None:
    assert bottleneck(components(PROD, read_counts(), LIMITS)).name == "the API's throttle"
    assert bottleneck(components(WIDE, read_counts(), LIMITS)).name == "the stream's function"


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


def test_the_table_names_the_bottleneck_and_what_to_raise() -> None:
    printed = table(5000, 60, 1)

    assert "Saturates first: the API's throttle, at 248 orders a second: raise `throttle` in env.hcl" in printed
    assert "Too much for the queue's function: raise `processor_concurrency` in env.hcl." in printed
    assert "one customer" not in printed.partition("Saturates first")[2]


def test_the_table_reports_a_rate_that_fits() -> None:
    printed = table(5, 60, 1)

    assert printed.endswith("at most waiting: none; all decided 0 s after the last. Saturated: nothing.")


def test_every_limit_names_its_source() -> None:
    assert all(len(limit.source) > len("a page") for limit in LIMITS.values())
