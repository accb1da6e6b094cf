"""The platform as a state machine: requests, deliveries and cancellations in any order and number."""

from datetime import datetime, timedelta

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule

from orders import service
from orders.errors import KeyReused, OrderAlreadyDecided
from orders.identifiers import order_key
from orders.order import Order, OrderKey, Status
from orders.request import OrderRequest, RequestedItem
from orders.service import NewOrder, Placed

from .examples import CUSTOMER, MENU, MORNING, RETENTION, SOMEONE_ELSE
from .fake_order_store import FakeOrderStore

available = [item.item_id for item in MENU.items if item.available]
requests = st.builds(
    OrderRequest,
    st.lists(
        st.builds(RequestedItem, st.sampled_from(available), st.integers(1, 20)),
        min_size=1,
        max_size=4,
        unique_by=lambda item: item.item_id,
    ).map(tuple),
    st.none() | st.just("extra hot"),
)


class LifeOfOrders(RuleBasedStateMachine):
    """`messages` stand for the queue: a message may be delivered late, again, and in any order."""

    messages = Bundle("messages")

    def __init__(self) -> None:
        super().__init__()
        self.store = FakeOrderStore()
        self.placed: dict[OrderKey, OrderRequest] = {}
        self.seen: dict[OrderKey, list[Order]] = {}
        self.clock = MORNING

    @rule(
        target=messages,
        customer=st.sampled_from([CUSTOMER, SOMEONE_ELSE]),
        key=st.sampled_from("abcdef"),
        request=requests,
    )
    def place(self, customer: str, key: str, request: OrderRequest) -> OrderKey:
        order = order_key(customer, key)
        if self.placed.get(order, request) == request:
            placed = self._place(order, request)
            assert placed.replayed == (order in self.placed)
            self.placed.setdefault(order, request)
        else:
            with pytest.raises(KeyReused):
                self._place(order, request)
        return order

    @rule(key=messages)
    def place_again(self, key: OrderKey) -> None:
        before = self.store.orders[key]

        assert self._place(key, self.placed[key]) == Placed(before, replayed=True)

    @rule(key=messages)
    def deliver_and_keep(self, key: OrderKey) -> None:
        assert service.process(self.store, key, self._now()).status is not Status.RECEIVED

    @rule(key=consumes(messages))
    def deliver_for_the_last_time(self, key: OrderKey) -> None:
        assert service.process(self.store, key, self._now()).status is not Status.RECEIVED

    @rule(key=messages)
    def cancel(self, key: OrderKey) -> None:
        if self.store.orders[key].status in {Status.RECEIVED, Status.CANCELLED}:
            assert service.cancel(self.store, key, self._now()).status is Status.CANCELLED
        else:
            with pytest.raises(OrderAlreadyDecided):
                service.cancel(self.store, key, self._now())

    @invariant()
    def every_order_is_what_was_asked_for_at_the_menu_s_prices(self) -> None:
        assert self.store.orders.keys() == self.placed.keys()
        for key, request in self.placed.items():
            order = self.store.orders[key]
            assert [(line.item_id, line.quantity) for line in order.lines] == [
                (item.item_id, item.quantity) for item in request.items
            ]
            assert order.total == MENU.total(MENU.price(request.items))

    @invariant()
    def an_order_changes_at_most_once_and_its_history_says_how(self) -> None:
        for order in self.store.orders.values():
            assert order.version == len(order.history) <= 2
            assert order.history[0].status is Status.RECEIVED
            assert order.history[-1].status is order.status
            assert order.updated_at == order.history[-1].at

    @invariant()
    def only_orders_the_bar_can_not_make_are_rejected_and_none_of_them_is_confirmed(self) -> None:
        for order in self.store.orders.values():
            assert (order.rejection_reason is not None) == (order.status is Status.REJECTED)
            assert order.status is not Status.REJECTED or order.drinks > 50
            assert order.status is not Status.CONFIRMED or order.drinks <= 50

    @invariant()
    def what_an_order_has_come_to_is_never_taken_back(self) -> None:
        for key, order in self.store.orders.items():
            versions = self.seen.setdefault(key, [])
            if order not in versions:
                versions.append(order)
            assert [seen.version for seen in versions] == list(range(1, order.version + 1))[-len(versions) :]

    def _place(self, key: OrderKey, request: OrderRequest) -> Placed:
        return service.place(self.store, MENU, NewOrder(key, request, self._now(), RETENTION))

    def _now(self) -> datetime:
        self.clock += timedelta(milliseconds=1)
        return self.clock


TestLifeOfOrders = LifeOfOrders.TestCase
