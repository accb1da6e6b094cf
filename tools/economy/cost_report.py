"""docs/cost.md and the table of `cafe cost`: the bills of the designs side by side."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from economy.cost import MILLION, Bill, BillLine, bill, email
from economy.counts import read_counts
from economy.design import NAIVE, ORDER_ALONE, OURS
from economy.monthly import read_monthly, usd_a_month
from economy.prices import Price, PriceList, read_prices

TEMPLATE_FILE: Final = Path(__file__).with_name("cost_template.md")
DESIGNS: Final = (NAIVE, OURS, ORDER_ALONE)
GOAL_USD: Final = 6.0
FLOOR: Final = ("API Gateway", "CloudFront", "WAF", "DynamoDB")
"""What an order alone pays however well it is batched, logged and traced."""
FEW, MANY = 1_000_000, 100_000_000
AMOUNTS_HEAD = "| service | an order takes | of | list price | dollars a million orders | published at |"
MONTHLY_HEAD = "| | how many | dollars a month | published at |"


def report() -> str:
    """The text of docs/cost.md."""
    counts, prices = read_counts(), read_prices()
    few, many = ({each.name: bill(each, counts, prices, orders) for each in DESIGNS} for orders in (FEW, MANY))
    alone, ours = many[ORDER_ALONE.name], many[OURS.name]
    polled_again = bill(replace(OURS, polls=OURS.polls + 1), counts, prices, MANY)
    return TEMPLATE_FILE.read_text().format(
        prices=prices,
        few=few,
        many=many,
        verdict="reached" if alone.usd <= GOAL_USD else "not reached",
        floor=sum(alone.services[service] for service in FLOOR),
        look=polled_again.usd - ours.usd,
        amounts=_amounts(ours, prices),
        monthly=_monthly(read_monthly(), prices),
        email=email(prices),
    )


def _amounts(ours: Bill, prices: PriceList) -> str:
    rows = [_amount(line, prices.prices[line.price]) for line in ours.lines]
    return "\n".join([AMOUNTS_HEAD, "|---|---:|---|---|---:|---|", *rows])


def _amount(line: BillLine, price: Price) -> str:
    per = f"{price.usd:g} for {price.per:,.0f}"
    what = line.price.replace("_", " ")
    return f"| {line.service} | {line.amount:.3g} | {what} | {per} | {line.usd:.2f} | {price.source} |"


def _monthly(amounts: Mapping[str, float], prices: PriceList) -> str:
    rows = [
        f"| {name.removesuffix('_month').replace('_', ' ')} | {amount:g} | {prices.cost(name, amount):.2f} "
        f"| {prices.prices[name].source} |"
        for name, amount in amounts.items()
    ]
    total = f"| all | | {usd_a_month(amounts, prices):.2f} | |"
    return "\n".join([MONTHLY_HEAD, "|---|---:|---:|---|", *rows, total])


def table(orders: float) -> str:
    """The bills of so many orders a month."""
    counts, prices, millions = read_counts(), read_prices(), orders / MILLION
    bills = [bill(design, counts, prices, orders) for design in DESIGNS]
    rows = {service: [each.services[service] for each in bills] for service in bills[0].services}
    rows["all"] = [each.usd for each in bills]
    rows["with an e-mail each"] = [each.usd + email(prices) for each in bills]
    return "\n".join(
        [
            f"{'US dollars a month':<20}" + "".join(f"{design.name:>19}" for design in DESIGNS),
            *(f"{title:<20}" + "".join(f"{usd * millions:>19,.2f}" for usd in row) for title, row in rows.items()),
            f"By the month, before the first order: {usd_a_month(read_monthly(), prices):,.2f} in prod.",
            f"List prices of {prices.region}, {prices.as_of}, without free tiers; see docs/cost.md.",
        ]
    )
