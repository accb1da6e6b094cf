"""How many orders a second each part takes, by AWS's documented limits and the settings of an environment."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from economy.counts import Counts
from economy.design import MOST_IN_A_BATCH, OURS, RECORDS_AN_ORDER, Design

LIMITS_FILE: Final = Path(__file__).with_name("limits.json")
SECOND: Final = 1000
MINUTE: Final = 60


@dataclass(frozen=True)
class Limit:
    """A quota, and the page of AWS that says so."""

    value: float
    source: str


@dataclass(frozen=True)
class Settings:
    """What an environment allows itself (live/<environment>/env.hcl).

    `mailed` is the share of orders that an e-mail subscription gets to hear of: of prod's, two in a hundred are
    assumed to be cancelled or rejected.
    """

    throttle_rate: float
    throttle_burst: float
    processor_concurrency: int
    relays_of_a_shard: int = 1
    mailed: float = 0.02
    design: Design = OURS


PROD: Final = Settings(throttle_rate=500, throttle_burst=1000, processor_concurrency=50)


@dataclass(frozen=True)
class Part:
    """A part of the platform, the orders a second it takes, and what to do when they are more."""

    name: str
    orders_a_second: float
    remedy: str
    is_of_the_way: bool = True
    """Whether an order has to pass it to be decided."""
    is_shared: bool = True
    """Whether all orders together use it up; one guest's own is theirs alone."""


def read_limits(file: Path = LIMITS_FILE) -> dict[str, Limit]:
    """AWS's quotas."""
    return {name: Limit(**limit) for name, limit in json.loads(file.read_text())["limits"].items()}


def parts(settings: Settings, counts: Counts, limits: dict[str, Limit]) -> list[Part]:
    """In the order that an order passes them."""
    design, value = settings.design, {name: limit.value for name, limit in limits.items()}
    units = counts.write_units / counts.orders
    return [
        Part(
            "the API's throttle",
            settings.throttle_rate / design.api_requests,
            "raise `throttle` in env.hcl; the page looks less often when it gets a 429",
        ),
        Part(
            "API Gateway",
            value["gateway_requests_a_second"] / design.api_requests,
            "ask for a higher throttle quota of the account",
        ),
        Part(
            "order_api",
            value["functions_at_a_time"] / (design.api_requests * design.request_milliseconds / SECOND),
            "ask for more concurrent executions",
        ),
        Part(
            "the table",
            value["table_write_units_a_second"] / units,
            "warm the table up to the peak beforehand; on demand it doubles within half an hour",
        ),
        Part(
            "one customer's partition",
            value["partition_write_units_a_second"] / units,
            "nothing: one guest who orders this fast is to be stopped by the firewall",
            is_of_the_way=False,
            is_shared=False,
        ),
        Part(
            "order_relay",
            relayed_a_second(settings, value) / RECORDS_AN_ORDER,
            "parallelization_factor of the stream's mapping: up to 10 batches of a shard at a time",
        ),
        Part(
            "order_processor",
            settings.processor_concurrency * SECOND / design.decision_milliseconds,
            "raise `processor_concurrency` in env.hcl",
        ),
        Part(
            "an e-mail subscription",
            value["emails_a_second"] / settings.mailed,
            "fewer statuses in `email_notifications`, or a queue that a digest is made from",
            is_of_the_way=False,
        ),
    ]


def relayed_a_second(settings: Settings, limits: dict[str, float]) -> float:
    """Stream records: a shard for each partition, batches of a shard one after another."""
    shards = limits["table_write_units_a_second"] / limits["partition_write_units_a_second"]
    of_a_shard = MOST_IN_A_BATCH * SECOND / settings.design.relay_milliseconds
    return shards * of_a_shard * settings.relays_of_a_shard


def narrowest(found: list[Part]) -> Part:
    """What saturates first of all that an order has to pass."""
    return min((part for part in found if part.is_of_the_way), key=lambda part: part.orders_a_second)
