"""The limit to how fast an operator's command works."""

import pytest

from cafe.operate.recovery.rate_limiter import RateLimiter


class Time:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = 100.0

    def read(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


def acquire(limiter: RateLimiter, *amounts: int) -> None:
    for amount in amounts:
        limiter.acquire(amount)


def test_what_follows_waits_for_what_was_spent_before() -> None:
    time = Time()

    acquire(RateLimiter(5, time.read, time.sleep), 10, 5, 1)

    assert time.now == 103


def test_a_pause_saves_nothing_up() -> None:
    time = Time()
    limiter = RateLimiter(1, time.read, time.sleep)
    acquire(limiter, 1)
    time.now += 60

    acquire(limiter, 1, 1)

    assert time.now == 161


def test_without_a_limit_nothing_waits() -> None:
    time = Time()

    acquire(RateLimiter(None, time.read, time.sleep), 1000, 1000)

    assert time.now == 100


@pytest.mark.parametrize(("per_second", "at_once"), [(None, 10), (1, 1), (0.5, 1), (7, 7), (500, 10)])
def test_no_more_than_a_second_s_worth_goes_at_once(per_second: float | None, at_once: int) -> None:
    assert RateLimiter(per_second).batch_size(10) == at_once
