"""How many orders the platform takes, and what becomes of more."""

from dataclasses import replace

import hcl2
import pytest

from cafe.checkout import workspace
from economy.capacity import PROD, narrowest, parts, read_limits
from economy.capacity_report import table
from economy.counts import read_counts
from economy.simulation import Outcome, simulate, spike, steady

LIMITS = read_limits()
WIDE = replace(PROD, throttle_rate=1e6, throttle_burst=1e6)


def run(arrivals: list[float], settings: object = PROD) -> Outcome:
    chosen = settings if isinstance(settings, type(PROD)) else PROD
    return simulate(arrivals, parts(chosen, read_counts(), LIMITS), chosen, LIMITS)


def test_prod_is_reckoned_with_its_own_settings() -> None:
    with (workspace().root / "live" / "prod" / "env.hcl").open() as file:
        (settings,) = hcl2.load(file)["locals"]

    assert (PROD.throttle_rate, PROD.throttle_burst) == (settings["throttle"]["rate"], settings["throttle"]["burst"])
    assert PROD.processor_concurrency == settings["processor_concurrency"]


def test_nobody_is_mailed_about_every_order_in_prod() -> None:
    with (workspace().root / "live" / "prod" / "env.hcl").open() as file:
        (settings,) = hcl2.load(file)["locals"]

    assert all("CONFIRMED" not in each["statuses"] for each in settings["email_notifications"].values())


def test_a_new_table_takes_its_write_units_by_three() -> None:
    takes = {part.name: part.orders_a_second for part in parts(PROD, read_counts(), LIMITS)}

    assert takes["the table"] == pytest.approx(4000 / 3)
    assert takes["one customer's partition"] == pytest.approx(1000 / 3)
    assert takes["an e-mail subscription"] == pytest.approx(10 / 0.02)


def test_a_subscription_to_every_order_is_stopped_at_ten_a_second() -> None:
    takes = {part.name: part.orders_a_second for part in parts(replace(PROD, mailed=1), read_counts(), LIMITS)}

    assert takes["an e-mail subscription"] == 10


def test_the_throttle_saturates_first_and_without_it_the_relay() -> None:
    assert narrowest(parts(PROD, read_counts(), LIMITS)).name == "the API's throttle"
    assert narrowest(parts(WIDE, read_counts(), LIMITS)).name == "order_relay"


def test_a_quiet_hour_refuses_nothing_and_keeps_nothing_waiting() -> None:
    outcome = run(steady(10, 600))

    assert (outcome.accepted, outcome.refused) == (6000, 0)
    assert outcome.most_waiting == {"order_relay": 0, "order_processor": 0}
    assert outcome.decided_after_seconds == 600


def test_what_the_throttle_refuses_and_takes_adds_up() -> None:
    outcome = run(spike(200, 600, 10))

    assert outcome.accepted + outcome.refused == pytest.approx(200 * 200 * 2 + 2000 * 200)
    assert outcome.refused > 0
    assert "the API's throttle" in outcome.saturated


def test_more_than_the_relay_takes_waits_in_the_stream_and_is_all_decided() -> None:
    outcome = run(steady(1100, 60), WIDE)

    assert outcome.refused == 0
    assert outcome.most_waiting["order_relay"] == pytest.approx(100 * 60)
    assert outcome.decided_after_seconds == 66


def test_a_processor_that_takes_less_than_comes_falls_behind_while_it_does() -> None:
    outcome = run(steady(900, 100), replace(WIDE, processor_concurrency=10))

    assert outcome.most_waiting["order_processor"] > 0
    assert outcome.decided_after_seconds is not None
    assert outcome.decided_after_seconds > 100


def test_what_would_never_end_is_given_up_after_a_day() -> None:
    few = replace(WIDE, processor_concurrency=1, design=replace(WIDE.design, decision_milliseconds=1e9))

    assert run(steady(1, 60), few).decided_after_seconds is None


def test_the_table_names_what_saturates_first_and_what_to_raise() -> None:
    printed = table(5000, 60, 1)

    assert "Saturates first: the API's throttle, at 248 orders a second: raise `throttle` in env.hcl" in printed
    assert "Too much for order_processor: raise `processor_concurrency` in env.hcl." in printed
    assert "one customer" not in printed.partition("Saturates first")[2]


def test_a_pace_that_fits_is_told_as_such() -> None:
    printed = table(5, 60, 1)

    assert printed.endswith("at most none waited; all decided 0 s after the last. Saturated: nothing.")


def test_a_limit_says_where_it_is_published() -> None:
    assert all(len(limit.source) > len("a page") for limit in LIMITS.values())
