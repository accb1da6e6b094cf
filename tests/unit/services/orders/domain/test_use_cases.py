"""The café's side: deciding orders."""

import pytest

from orders.domain import use_cases
from orders.domain.errors import OrderNotFoundError
from orders.domain.lifecycle import Transition
from orders.domain.order import Order, OrderKey, Status
from orders.domain.store import Changed
from tests.support.services.examples import FINAL, LATER, order, order_in, order_of
from tests.support.services.fake_order_store import FakeOrderStore


class CancelledMeanwhile(FakeOrderStore):
    """The customer cancels between the processor's two calls."""

    def find(self, key: OrderKey) -> Order | None:
        found = super().find(key)
        super().change(key, Transition(Status.CANCELLED, LATER))
        return found


class ForgottenMeanwhile(FakeOrderStore):
    """The order expires between the processor's two calls."""

    def find(self, key: OrderKey) -> Order | None:
        return self.orders.pop(key)


def test_a_received_order_is_confirmed(store: FakeOrderStore) -> None:
    store.add(order())

    assert use_cases.process(store, order().key, LATER).order.status is Status.CONFIRMED


def test_an_order_for_a_party_is_rejected(store: FakeOrderStore) -> None:
    store.add(order_of(20, 20, 20))

    processed = use_cases.process(store, order().key, LATER).order

    assert (processed.status, processed.rejection_reason) == (Status.REJECTED, "more than the bar can make")


@pytest.mark.parametrize("status", FINAL)
def test_an_order_at_its_end_is_left_alone_without_a_write(store: FakeOrderStore, status: Status) -> None:
    store.add(order_in(status))
    store.calls = 0

    assert use_cases.process(store, order().key, LATER) == Changed(order_in(status), applied=False)
    assert store.calls == 1


def test_a_cancellation_between_reading_and_writing_wins() -> None:
    store = CancelledMeanwhile()
    store.add(order())

    assert use_cases.process(store, order().key, LATER).order.status is Status.CANCELLED


def test_an_unknown_order_is_not_processed(store: FakeOrderStore) -> None:
    with pytest.raises(OrderNotFoundError):
        use_cases.process(store, order().key, LATER)


def test_an_order_that_expires_between_reading_and_writing_is_not_processed() -> None:
    store = ForgottenMeanwhile()
    store.add(order())

    with pytest.raises(OrderNotFoundError):
        use_cases.process(store, order().key, LATER)
