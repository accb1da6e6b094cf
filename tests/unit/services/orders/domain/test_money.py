"""Money is whole minor units, and only of one currency at a time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orders.domain.errors import InvalidMoneyError
from orders.domain.money import Money

amounts = st.integers(min_value=0, max_value=10**9)


@given(amounts, amounts)
def test_adding_is_exact(one: int, other: int) -> None:
    assert Money(one, "EUR") + Money(other, "EUR") == Money(one + other, "EUR")


@given(amounts, st.integers(min_value=0, max_value=100))
def test_a_multiple_is_the_amount_added_so_many_times(amount: int, quantity: int) -> None:
    added = sum((Money(amount, "EUR") for _ in range(quantity)), start=Money(0, "EUR"))

    assert Money(amount, "EUR") * quantity == added


@given(amounts)
def test_an_amount_is_written_with_two_decimals(amount: int) -> None:
    units, cents = str(Money(amount, "EUR")).removesuffix(" EUR").split(".")

    assert (int(units) * 100 + int(cents), len(cents)) == (amount, 2)


def test_two_currencies_are_never_added() -> None:
    with pytest.raises(InvalidMoneyError, match=r"EUR can.t be added to USD"):
        Money(1, "EUR") + Money(1, "USD")


def test_an_amount_is_never_below_zero() -> None:
    with pytest.raises(InvalidMoneyError):
        Money(-1, "EUR")
