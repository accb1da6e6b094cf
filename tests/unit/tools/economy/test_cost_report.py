"""The document and the table of costs."""

import pytest

from economy.cost import bill, email
from economy.cost_report import TEMPLATE_FILE, table
from economy.counts import read_counts
from economy.design import OURS
from economy.prices import read_prices

MILLION = 1_000_000
PRICES = read_prices()
BILL = bill(OURS, read_counts(), PRICES, MILLION)


@pytest.mark.parametrize("service", BILL.services)
def test_every_service_is_explained(service: str) -> None:
    assert f"\n| {service} | " in TEMPLATE_FILE.read_text()


def test_the_table_ends_with_the_cost_of_e_mail() -> None:
    assert f"{(BILL.usd + email(PRICES)):,.2f}" in table(MILLION).partition("with an e-mail each")[2]
