"""Limits the rate of an operator's command, so that customers keep their share."""

import time
from collections.abc import Callable


class RateLimiter:
    """Lets so many things a second pass."""

    def __init__(
        self,
        per_second: float | None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """None is without a limit."""
        self._per_second = per_second
        self._clock = clock
        self._sleep = sleep
        self._free_at = 0.0

    def batch_size(self, most: int) -> int:
        """How many of at most so many may go together: no more than a second's worth."""
        return most if self._per_second is None else max(1, min(most, int(self._per_second)))

    def acquire(self, amount: float) -> None:
        """Wait until the amounts before are worked off, then reserve the time of this one."""
        if self._per_second is None:
            return
        now = self._clock()
        if self._free_at > now:
            self._sleep(self._free_at - now)
        self._free_at = max(now, self._free_at) + amount / self._per_second
