"""An order goes from RECEIVED to one end, once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orders.domain.errors import TransitionRefusedError
from orders.domain.lifecycle import Transition, apply, predecessors
from orders.domain.order import HistoryEntry, Status
from tests.support.services.examples import LATER, MORNING, order, order_in

statuses = st.sampled_from(Status)
ENDS = [Status.CONFIRMED, Status.REJECTED, Status.CANCELLED]


@pytest.mark.parametrize("end", ENDS)
def test_a_received_order_may_come_to_any_end(end: Status) -> None:
    assert apply(order(), Transition(end, LATER)).status is end


@given(st.sampled_from(ENDS), statuses)
def test_an_order_at_its_end_stays_there(end: Status, following: Status) -> None:
    with pytest.raises(TransitionRefusedError, match=f"{end} can't become {following}"):
        apply(order_in(end), Transition(following, LATER))


@given(statuses)
def test_no_order_becomes_received(status: Status) -> None:
    with pytest.raises(TransitionRefusedError):
        apply(order_in(status), Transition(Status.RECEIVED, LATER))


def test_a_transition_raises_the_version_and_is_remembered() -> None:
    rejected = apply(order(), Transition(Status.REJECTED, LATER, "a reason"))

    assert (rejected.version, rejected.updated_at, rejected.rejection_reason) == (2, LATER, "a reason")
    assert rejected.history == (HistoryEntry(Status.RECEIVED, MORNING), HistoryEntry(Status.REJECTED, LATER))


@pytest.mark.parametrize("end", ENDS)
def test_every_end_is_reached_from_received_only(end: Status) -> None:
    assert predecessors(end) == {Status.RECEIVED}


def test_received_is_reached_from_nowhere() -> None:
    assert predecessors(Status.RECEIVED) == frozenset()
