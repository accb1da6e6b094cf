"""A limit to how fast an operator's command works, so that it never starves the guests."""

import time
from collections.abc import Callable


class RateLimiter:
    """Lets so many things a second go by: who spends waits until what was spent before is worked off."""

    def __init__(
        self,
        per_second: float | None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """None is as fast as it goes."""
        self._per_second = per_second
        self._clock = clock
        self._sleep = sleep
        self._free_at = 0.0

    def batch_size(self, most: int) -> int:
        """How many of at most so many may go together: no more than a second's worth."""
        return most if self._per_second is None else max(1, min(most, int(self._per_second)))

    def acquire(self, amount: float) -> None:
        """Wait for the turn of what comes next, then take so much of the time behind it."""
        if self._per_second is None:
            return
        now = self._clock()
        if self._free_at > now:
            self._sleep(self._free_at - now)
        self._free_at = max(now, self._free_at) + amount / self._per_second
