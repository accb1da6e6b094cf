"""An order changes once, from RECEIVED to one of three final statuses."""

import pytest

from orders.domain.lifecycle import predecessors
from orders.domain.order import Status
from tests.support.services.examples import FINAL


@pytest.mark.parametrize("final", FINAL)
def test_a_final_status_is_reached_from_received_only(final: Status) -> None:
    assert predecessors(final) == {Status.RECEIVED}


def test_received_is_reached_from_no_status() -> None:
    assert predecessors(Status.RECEIVED) == frozenset()
