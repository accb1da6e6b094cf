"""What orders cost: the reckoning, and the document made from it."""

from dataclasses import replace

import pytest

from economy.cost import Bill, bill, email
from economy.cost_report import CHOICES, table
from economy.counts import read_counts
from economy.design import NAIVE, ORDER_ALONE, OURS, Design
from economy.prices import read_prices

MILLION = 1_000_000
COUNTS, PRICES = read_counts(), read_prices()


def of(design: Design, orders: float = MILLION) -> Bill:
    return bill(design, COUNTS, PRICES, orders)


def test_an_order_alone_pays_one_request_of_the_api_and_three_write_units() -> None:
    alone = of(ORDER_ALONE)

    assert alone.of("API Gateway") == pytest.approx(3.50)
    assert alone.of("CloudFront") == pytest.approx(1.00, abs=0.1)
    assert alone.of("WAF") == pytest.approx(2 * 0.60), "the order at the edge, and again at the API"
    assert alone.of("DynamoDB") == pytest.approx(3 * 0.625 + 0.125)


def test_a_quiet_café_s_batches_hold_one_and_a_busy_one_s_ten() -> None:
    quiet, busy = of(OURS), of(OURS, 1000 * MILLION)

    assert quiet.of("SQS") == pytest.approx(3 * 0.40)
    assert busy.of("SQS") == pytest.approx((2 / 10 + 2 / 10) * 0.40)
    assert quiet.of("SNS") == pytest.approx(0.50)
    assert busy.of("SNS") == pytest.approx(0.10)


def test_every_look_of_the_page_costs_more_than_all_that_decides_the_order() -> None:
    busy = 100 * MILLION

    look = of(replace(OURS, polls=OURS.polls + 1), busy).usd - of(OURS, busy).usd

    assert look > sum(of(OURS, busy).of(service) for service in ("DynamoDB", "SQS", "SNS", "Lambda"))


@pytest.mark.parametrize("service", CHOICES)
def test_no_line_of_ours_is_dearer_than_the_naive_one(service: str) -> None:
    assert of(OURS).of(service) <= of(NAIVE).of(service)


def test_every_line_of_a_bill_is_explained() -> None:
    assert {line.service for line in of(OURS).lines} == set(CHOICES)


def test_a_price_says_where_it_is_published() -> None:
    assert all("pricing" in price.source for price in PRICES.prices.values())


def test_a_month_s_bill_grows_with_its_orders() -> None:
    assert "with an e-mail each" in table(MILLION)
    assert f"{(of(OURS).usd + email(PRICES)):,.2f}" in table(MILLION)
