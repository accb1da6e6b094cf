"""docs/cost.md: the bills side by side, and for each line what made it cheaper and what was given up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from string import Template
from typing import Final

from economy.cost import MILLION, Bill, Line, bill, email
from economy.counts import Counts, read_counts
from economy.design import NAIVE, ORDER_ALONE, OURS
from economy.monthly import read_monthly, usd_a_month
from economy.prices import Price, PriceList, read_prices

TEMPLATE_FILE: Final = Path(__file__).with_name("cost_template.md")
GOAL_USD: Final = 6.0
FLOOR: Final = ("API Gateway", "CloudFront", "WAF", "DynamoDB")
"""What an order alone pays however well it is batched, logged and traced."""
FEW, MANY = 1_000_000, 100_000_000


@dataclass(frozen=True)
class Choice:
    """Why a service's line is as low as it is, and what that took."""

    made: str
    given_up: str


CHOICES: Final = {
    "API Gateway": Choice(
        "The page first looks a second after the order, when it is decided; CloudFront keeps the menu for a minute.",
        "A decision shows up to a second late; a change of the menu takes up to a minute.",
    ),
    "CloudFront": Choice(
        "Fewer looks; files of the page are kept by the browser.",
        "One host for page and API, and no CORS, costs a request of CloudFront for each of the API.",
    ),
    "WAF": Choice(
        "Fewer requests reach the API; one web ACL at each door, with groups that cost nothing by the request.",
        "No bot control (1.00 more a million), and no firewall for Cognito's page.",
    ),
    "Lambda": Choice(
        "arm64; up to ten records and ten messages an invocation.",
        "No batching window: at a quiet hour a batch holds one. Waiting for more would cost the page another look.",
    ),
    "DynamoDB": Choice(
        "An item below 1 KB, an index of keys only, no second table for idempotency.",
        "A page of orders is fetched from the table row by row.",
    ),
    "SQS": Choice("Batches of ten, sent, received and deleted.", "A refused batch comes again as a whole."),
    "SNS": Choice("Batches of ten; subscribers filter, and what is filtered is not delivered.", "As for SQS."),
    "CloudWatch Logs": Choice(
        "JSON without Lambda's three lines an invocation, nor the fields that the log group's name says.",
        "Billed duration is read from metrics, not from the log. Every order stays traceable: lines are not sampled.",
    ),
    "X-Ray": Choice(
        "Fewer requests; a sampling rule: one a second and 5 % of the others.", "Most requests have no trace."
    ),
}


def report(counts: Counts | None = None, prices: PriceList | None = None) -> str:
    """The document."""
    counts, prices = counts or read_counts(), prices or read_prices()
    designs = (NAIVE, OURS, ORDER_ALONE)
    few = [bill(design, counts, prices, FEW) for design in designs]
    many = [bill(design, counts, prices, MANY) for design in designs]
    _, ours, alone = many
    looked_again = bill(replace(OURS, polls=OURS.polls + 1), counts, prices, MANY)
    return Template(TEMPLATE_FILE.read_text()).substitute(
        region=prices.region,
        as_of=prices.as_of,
        totals=_totals(few, many),
        verdict="reached" if alone.usd <= GOAL_USD else "not reached",
        alone=f"{alone.usd:.2f}",
        ours=f"{ours.usd:.2f}",
        floor=f"{sum(map(alone.of, FLOOR)):.2f}",
        look=f"{looked_again.usd - ours.usd:.2f}",
        lines=_lines(few, many),
        amounts=_amounts(ours, prices),
        monthly=_monthly(read_monthly(), prices),
        email=f"{email(prices):.2f}",
    )


def _totals(few: Sequence[Bill], many: Sequence[Bill]) -> str:
    head = ["| | at a million orders a month | at a hundred million |", "|---|---:|---:|"]
    rows = [f"| {a.design.name} | {a.usd:.2f} | {b.usd:.2f} |" for a, b in zip(few, many, strict=True)]
    return "\n".join([*head, *rows])


def _lines(few: Sequence[Bill], many: Sequence[Bill]) -> str:
    head = [
        "| | naive | ours | ours, at a hundred million | what made it cheaper | what was given up |",
        "|---|---:|---:|---:|---|---|",
    ]
    rows = [
        f"| {service} | {few[0].of(service):.2f} | {few[1].of(service):.2f} | {many[1].of(service):.2f} "
        f"| {choice.made} | {choice.given_up} |"
        for service, choice in CHOICES.items()
    ]
    return "\n".join([*head, *rows, f"| all | {few[0].usd:.2f} | {few[1].usd:.2f} | {many[1].usd:.2f} | | |"])


def _amounts(ours: Bill, prices: PriceList) -> str:
    head = [
        "| service | an order takes | of | list price | dollars a million orders | published at |",
        "|---|---:|---|---|---:|---|",
    ]
    return "\n".join([*head, *(_amount(line, prices.prices[line.price]) for line in ours.lines)])


def _amount(line: Line, price: Price) -> str:
    per = f"{price.usd:g} for {price.per:,.0f}"
    what = line.price.replace("_", " ")
    return f"| {line.service} | {line.amount:.3g} | {what} | {per} | {line.usd:.2f} | {price.source} |"


def _monthly(amounts: Mapping[str, float], prices: PriceList) -> str:
    head = ["| | how many | dollars a month | published at |", "|---|---:|---:|---|"]
    rows = [
        f"| {name.removesuffix('_month').replace('_', ' ')} | {amount:g} | {prices.cost(name, amount):.2f} "
        f"| {prices.prices[name].source} |"
        for name, amount in amounts.items()
    ]
    return "\n".join([*head, *rows, f"| all | | {usd_a_month(amounts, prices):.2f} | |"])


def table(orders: float) -> str:
    """The bills for so many orders a month, as text."""
    counts, prices = read_counts(), read_prices()
    bills = [bill(design, counts, prices, orders) for design in (NAIVE, OURS, ORDER_ALONE)]
    rows = [f"{'US dollars a month':<20}" + "".join(f"{each.design.name:>19}" for each in bills)]
    share = orders / MILLION
    rows += [f"{s:<20}" + "".join(f"{each.of(s) * share:>19,.2f}" for each in bills) for s in CHOICES]
    rows.append(f"{'all':<20}" + "".join(f"{each.usd * share:>19,.2f}" for each in bills))
    rows.append(
        f"{'with an e-mail each':<20}" + "".join(f"{(each.usd + email(prices)) * share:>19,.2f}" for each in bills)
    )
    rows.append(f"By the month, before the first order: {usd_a_month(read_monthly(), prices):,.2f} in prod.")
    rows.append(f"List prices of {prices.region}, {prices.as_of}, without free tiers; see docs/cost.md.")
    return "\n".join(rows)
