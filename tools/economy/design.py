"""Two designs of the café, by the choices that its costs depend on."""

from dataclasses import dataclass, replace
from typing import Final

BUSY_SECONDS_A_MONTH: Final = 30 * 10 * 3600
"""A café is open ten hours a day."""
STREAM_POLLS_A_SECOND: Final = 4
"""Of each shard ("Polling and batching streams", AWS Lambda Developer Guide)."""
MOST_IN_A_BATCH: Final = 10
RECORDS_AN_ORDER: Final = 2
"""Placed, and decided."""


@dataclass(frozen=True)
class Design:
    """What an order causes, besides what is counted.

    Milliseconds are assumed for a warm function of 1 GB: nothing here has run on AWS yet.
    """

    name: str
    polls: float
    menus: float
    menus_from_api: float
    batches: bool
    architecture: str
    platform_log_bytes: int
    redundant_line_bytes: int
    traced: float
    memory_gigabytes: float = 1.0
    request_milliseconds: float = 15
    relay_milliseconds: float = 20
    decision_milliseconds: float = 15

    @property
    def api_requests(self) -> float:
        """Requests that reach the API: the order, the page's polls of it, and menus that no cache had."""
        return 1 + self.polls + self.menus_from_api

    @property
    def edge_requests(self) -> float:
        """Requests that reach CloudFront: those of the API, and menus from its cache."""
        return 1 + self.polls + self.menus

    def relayed_at_once(self, orders_a_second: float) -> float:
        """Stream records in an invocation: what came since the last poll, up to a batch."""
        return self._batch(RECORDS_AN_ORDER * orders_a_second / STREAM_POLLS_A_SECOND)

    def decided_at_once(self, orders_a_second: float) -> float:
        """Messages in an invocation: as many as the relay sends at a time."""
        return self._batch(orders_a_second / STREAM_POLLS_A_SECOND)

    def _batch(self, waiting: float) -> float:
        return min(max(waiting, 1), MOST_IN_A_BATCH) if self.batches else 1


NAIVE: Final = Design(
    name="naive",
    polls=2,
    menus=1,
    menus_from_api=1,
    batches=False,
    architecture="x86_64",
    platform_log_bytes=390,
    redundant_line_bytes=190,
    traced=0.05,
)
"""A page that polls at once and a second later, a menu without a cache, a message at a time, Lambda's defaults."""

OURS: Final = Design(
    name="ours",
    polls=1,
    menus=1,
    menus_from_api=0.02,
    batches=True,
    architecture="arm64",
    platform_log_bytes=0,
    redundant_line_bytes=0,
    traced=0.05,
)
"""As modules/ and live/prod have it."""

ORDER_ALONE: Final = replace(OURS, name="ours, order alone", polls=0, menus=0, menus_from_api=0)
"""Ours, for a client that requests nothing but the order."""
