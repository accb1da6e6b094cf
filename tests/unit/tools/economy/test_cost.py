"""What orders cost, by design and by number of orders."""

from dataclasses import replace

import pytest

from economy.cost import Bill, bill
from economy.counts import read_counts
from economy.design import NAIVE, ORDER_ALONE, OURS, Design
from economy.prices import read_prices

MILLION = 1_000_000
COUNTS, PRICES = read_counts(), read_prices()


def of(design: Design, orders: float = MILLION) -> Bill:
    return bill(design, COUNTS, PRICES, orders)


def test_an_order_alone_pays_one_request_of_the_api_and_three_write_units() -> None:
    alone = of(ORDER_ALONE)

    assert alone.services["API Gateway"] == pytest.approx(3.50)
    assert alone.services["CloudFront"] == pytest.approx(1.00, abs=0.1)
    assert alone.services["WAF"] == pytest.approx(2 * 0.60), "the order at the edge, and again at the API"
    assert alone.services["DynamoDB"] == pytest.approx(3 * 0.625 + 0.125)


def test_batches_hold_one_order_at_quiet_times_and_ten_at_busy_times() -> None:
    quiet, busy = of(OURS), of(OURS, 1000 * MILLION)

    assert quiet.services["SQS"] == pytest.approx(3 * 0.40)
    assert busy.services["SQS"] == pytest.approx((2 / 10 + 2 / 10) * 0.40)
    assert quiet.services["SNS"] == pytest.approx(0.50)
    assert busy.services["SNS"] == pytest.approx(0.10)


def test_a_poll_of_the_page_costs_more_than_deciding_the_order() -> None:
    busy = 100 * MILLION

    poll = of(replace(OURS, polls=OURS.polls + 1), busy).usd - of(OURS, busy).usd

    assert poll > sum(of(OURS, busy).services[service] for service in ("DynamoDB", "SQS", "SNS", "Lambda"))


@pytest.mark.parametrize("service", of(OURS).services)
def test_no_service_costs_more_than_in_the_naive_design(service: str) -> None:
    assert of(OURS).services[service] <= of(NAIVE).services[service]


def test_every_price_names_its_source() -> None:
    assert all("pricing" in price.source for price in PRICES.prices.values())
