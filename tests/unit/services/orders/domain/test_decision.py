"""The café confirms what the bar can make."""

from hypothesis import given
from hypothesis import strategies as st

from orders.domain.decision import decide
from orders.domain.order import Status
from tests.support.services.examples import LATER, order_of


def test_fifty_drinks_are_confirmed() -> None:
    decision = decide(order_of(20, 20, 10), LATER)

    assert (decision.status, decision.rejection_reason) == (Status.CONFIRMED, None)


def test_fifty_one_drinks_are_rejected_with_the_reason() -> None:
    decision = decide(order_of(20, 20, 11), LATER)

    assert (decision.status, decision.rejection_reason) == (Status.REJECTED, "more than the bar can make")


@given(st.lists(st.integers(1, 20), min_size=1, max_size=10))
def test_only_the_number_of_drinks_decides(quantities: list[int]) -> None:
    decision = decide(order_of(*quantities), LATER)

    assert (decision.status is Status.CONFIRMED) == (sum(quantities) <= 50)
