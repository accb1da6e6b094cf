"""Waiting until something holds."""

import pytest

from cafe.errors import CafeError
from cafe.waiting import wait_until


def test_the_first_accepted_result_ends_the_wait() -> None:
    results = iter([1, 2, 3, 4])

    found = wait_until(lambda: next(results), until=lambda number: number == 3, seconds=5, problem="", every=0)

    assert found == 3


def test_what_never_holds_is_a_problem() -> None:
    with pytest.raises(CafeError, match="No coffee came"):
        wait_until(lambda: False, seconds=0.01, problem="No coffee came.", every=0.001)


def test_a_problem_may_name_the_last_result() -> None:
    with pytest.raises(CafeError, match="still RECEIVED"):
        wait_until(
            lambda: "RECEIVED",
            until=lambda status: status != "RECEIVED",
            seconds=0.01,
            problem=lambda status: CafeError(f"It is still {status}."),
            every=0.001,
        )


def test_an_error_of_the_check_ends_the_wait() -> None:
    def check() -> bool:
        raise ValueError("the menu")

    with pytest.raises(ValueError, match="the menu"):
        wait_until(check, seconds=5, problem="")
