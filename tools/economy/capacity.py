"""How many orders a second each component takes, by AWS's documented limits and the settings of an environment."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from economy.counts import Counts
from economy.design import MOST_IN_A_BATCH, OURS, RECORDS_AN_ORDER, Design

LIMITS_FILE: Final = Path(__file__).with_name("inputs") / "limits.json"
SECOND: Final = 1000
MINUTE: Final = 60
THROTTLE: Final = "the API's throttle"
STREAM_FUNCTION: Final = "the stream's function"
QUEUE_FUNCTION: Final = "the queue's function"


@dataclass(frozen=True)
class Limit:
    """A quota, and the page of AWS that states it."""

    value: float
    source: str


@dataclass(frozen=True)
class Settings:
    """The limits that an environment sets itself (live/<environment>/env.hcl).

    `mailed_share` is the share of orders that an e-mail subscription receives; prod's receives the cancelled and the
    rejected, which are assumed to be two in a hundred.
    """

    throttle_rate: float
    throttle_burst: float
    processor_concurrency: int
    batches_at_a_time: int = 1
    mailed_share: float = 0.02
    design: Design = OURS


PROD: Final = Settings(throttle_rate=500, throttle_burst=1000, processor_concurrency=50)


@dataclass(frozen=True)
class Component:
    """A component of the platform, the orders a second that it takes, and what to do for more."""

    name: str
    orders_a_second: float
    remedy: str
    on_critical_path: bool = True
    """Whether an order has to pass it to be decided."""
    is_shared: bool = True
    """Whether all customers share its limit."""


@dataclass(frozen=True)
class _Inputs:
    settings: Settings
    write_units: float
    limits: Mapping[str, float]

    @property
    def design(self) -> Design:
        return self.settings.design


def read_limits(file: Path = LIMITS_FILE) -> dict[str, Limit]:
    """AWS's quotas."""
    return {name: Limit(**limit) for name, limit in json.loads(file.read_text())["limits"].items()}


def components(settings: Settings, counts: Counts, limits: Mapping[str, Limit]) -> list[Component]:
    """In the order that an order passes them."""
    values = {name: limit.value for name, limit in limits.items()}
    inputs = _Inputs(settings, counts.write_units / counts.orders, values)
    return [component(inputs) for component in ON_THE_WAY]


def bottleneck(found: Iterable[Component]) -> Component:
    """The component that saturates first, of those that every order passes."""
    return min((each for each in found if each.on_critical_path), key=lambda each: each.orders_a_second)


def _throttle(inputs: _Inputs) -> Component:
    rate = inputs.settings.throttle_rate / inputs.design.api_requests
    return Component(THROTTLE, rate, "raise `throttle` in env.hcl; the page polls less often after a 429")


def _gateway(inputs: _Inputs) -> Component:
    rate = inputs.limits["gateway_requests_a_second"] / inputs.design.api_requests
    return Component("API Gateway", rate, "ask for a higher throttle quota of the account")


def _api_function(inputs: _Inputs) -> Component:
    seconds_an_order = inputs.design.api_requests * inputs.design.request_milliseconds / SECOND
    rate = inputs.limits["functions_at_a_time"] / seconds_an_order
    return Component("the API's function", rate, "ask for more concurrent executions")


def _table(inputs: _Inputs) -> Component:
    rate = inputs.limits["table_write_units_a_second"] / inputs.write_units
    remedy = "warm the table up to the peak beforehand; on demand it doubles within half an hour"
    return Component("the table", rate, remedy)


def _partition(inputs: _Inputs) -> Component:
    rate = inputs.limits["partition_write_units_a_second"] / inputs.write_units
    remedy = "nothing: the firewall stops a customer who orders this fast"
    return Component("one customer's partition", rate, remedy, on_critical_path=False, is_shared=False)


def _stream_function(inputs: _Inputs) -> Component:
    """A shard for each partition, and the batches of a shard one after another."""
    limits = inputs.limits
    shards = limits["table_write_units_a_second"] / limits["partition_write_units_a_second"]
    records_a_shard = MOST_IN_A_BATCH * SECOND / inputs.design.relay_milliseconds * inputs.settings.batches_at_a_time
    remedy = "raise `parallelization_factor` of the stream's mapping: up to 10 batches of a shard at a time"
    return Component(STREAM_FUNCTION, shards * records_a_shard / RECORDS_AN_ORDER, remedy)


def _queue_function(inputs: _Inputs) -> Component:
    rate = inputs.settings.processor_concurrency * SECOND / inputs.design.decision_milliseconds
    return Component(QUEUE_FUNCTION, rate, "raise `processor_concurrency` in env.hcl")


def _subscription(inputs: _Inputs) -> Component:
    rate = inputs.limits["emails_a_second"] / inputs.settings.mailed_share
    remedy = "fewer statuses in `email_notifications`, or a digest made from a queue"
    return Component("an e-mail subscription", rate, remedy, on_critical_path=False)


ON_THE_WAY: Final = (
    *(_throttle, _gateway, _api_function, _table, _partition),
    *(_stream_function, _queue_function, _subscription),
)
