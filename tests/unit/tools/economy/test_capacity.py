"""How many orders the platform takes, and what happens to more."""

from dataclasses import replace

import hcl2
import pytest

from cafe.checkout import workspace
from economy.capacity import PROD, Settings, bottleneck, components, read_limits
from economy.counts import read_counts

LIMITS = read_limits()
WIDE = replace(PROD, throttle_rate=1e6, throttle_burst=1e6)


def rates(settings: Settings) -> dict[str, float]:
    return {each.name: each.orders_a_second for each in components(settings, read_counts(), LIMITS)}


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


def test_every_limit_names_its_source() -> None:
    assert all(len(limit.source) > len("a page") for limit in LIMITS.values())
