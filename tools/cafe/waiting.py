"""Waiting until something holds."""

from collections.abc import Callable

from cafe.errors import CafeError


def wait_until[T](
    check: Callable[[], T],
    *,
    seconds: float,
    problem: str | Callable[[T], CafeError],
    until: Callable[[T], bool] = bool,
    every: float = 0.2,
) -> T:
    """The first result of `check` that `until` accepts, looked for `every` so many seconds.

    After `seconds`, raises CafeError: the `problem`, or what it makes of the last result.
    """
    from tenacity import Retrying, retry_if_not_result, stop_after_delay, wait_fixed  # here: it takes time to import

    last = Retrying(
        retry=retry_if_not_result(until),
        stop=stop_after_delay(seconds),
        wait=wait_fixed(every),
        retry_error_callback=lambda state: state.outcome.result() if state.outcome else None,
    )(check)
    if until(last):
        return last
    raise CafeError(problem) if isinstance(problem, str) else problem(last)
