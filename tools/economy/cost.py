"""What orders cost on AWS, line by line, from counted calls and list prices."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from economy.counts import Counts
from economy.design import BUSY_SECONDS_A_MONTH, RECORDS_AN_ORDER, Design
from economy.prices import PriceList

MILLION: Final = 1e6
GIGABYTE: Final = 1e9
SECOND: Final = 1000
ACCESS_LOG_BYTES: Final = 340
"""A line in the format of modules/rest_api."""


@dataclass(frozen=True)
class BillLine:
    """How many of a priced thing an order takes, and US dollars for a million orders."""

    service: str
    price: str
    amount: float
    usd: float


@dataclass(frozen=True)
class Bill:
    """For a million orders; how full their batches are follows from the number of orders a month."""

    lines: tuple[BillLine, ...]

    @property
    def usd(self) -> float:
        """Dollars for a million orders, without e-mail."""
        return sum(line.usd for line in self.lines)

    @cached_property
    def services(self) -> dict[str, float]:
        """Dollars for a million orders, by service."""
        found: defaultdict[str, float] = defaultdict(float)
        for line in self.lines:
            found[line.service] += line.usd
        return dict(found)


def bill(design: Design, counts: Counts, prices: PriceList, orders_a_month: float) -> Bill:
    """Without free tiers, storage and what is paid by the month."""
    usage = _Usage(design, counts, orders_a_month / BUSY_SECONDS_A_MONTH)
    return Bill(
        tuple(
            BillLine(service, price, amount, prices.cost(price, amount * MILLION))
            for service, price, amount in _amounts(usage)
        )
    )


def email(prices: PriceList) -> float:
    """Dollars for a million orders that each send one e-mail."""
    return prices.cost("email", MILLION)


@dataclass(frozen=True)
class _Usage:
    """How often an order makes each thing happen."""

    design: Design
    counts: Counts
    orders_a_second: float

    @property
    def relays(self) -> float:
        return RECORDS_AN_ORDER / self.design.relayed_at_once(self.orders_a_second)

    @property
    def batch_calls(self) -> float:
        """Of the queue, and as many of the topic: a mixed batch of the stream makes one of each."""
        return min(1, self.relays)

    @property
    def decisions(self) -> float:
        return 1 / self.design.decided_at_once(self.orders_a_second)

    @property
    def invocations(self) -> float:
        return self.design.api_requests + self.relays + self.decisions

    @property
    def gigabyte_seconds(self) -> float:
        design = self.design
        busy = design.api_requests * design.request_milliseconds + self.relays * design.relay_milliseconds
        return (busy + design.decision_milliseconds) * design.memory_gigabytes / SECOND

    @property
    def log_bytes(self) -> float:
        counts, design = self.counts, self.design
        steps = (counts.place, counts.queue, counts.decide, counts.announce)
        own = sum(step.log_bytes for step in steps) + design.polls * counts.poll.log_bytes
        redundant = sum(step.log_lines for step in steps) * design.redundant_line_bytes
        platform = design.api_requests * ACCESS_LOG_BYTES + self.invocations * design.platform_log_bytes
        return (own + redundant) / counts.orders + platform


def _amounts(usage: _Usage) -> list[tuple[str, str, float]]:
    design, counts = usage.design, usage.counts
    reads = (counts.read_units / counts.orders) * (1 + design.polls)
    return [
        ("API Gateway", "rest_api_request", design.api_requests),
        ("CloudFront", "cdn_request", design.edge_requests),
        ("CloudFront", "cdn_gigabyte", (1 + design.polls) * counts.answer_bytes / GIGABYTE),
        ("WAF", "firewall_request", design.api_requests + design.edge_requests),
        ("Lambda", "function_request", usage.invocations),
        ("Lambda", f"function_gigabyte_second_{design.architecture}", usage.gigabyte_seconds),
        ("DynamoDB", "write_unit", counts.write_units / counts.orders),
        ("DynamoDB", "read_unit", reads),
        ("DynamoDB", "stream_read", usage.relays),
        ("SQS", "queue_request", usage.batch_calls + 2 * usage.decisions),
        ("SNS", "publish_request", usage.batch_calls),
        ("CloudWatch Logs", "log_gigabyte", usage.log_bytes / GIGABYTE),
        ("X-Ray", "trace", design.traced * design.api_requests),
    ]
