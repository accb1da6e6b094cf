"""The platform as a state machine: requests, deliveries and cancellations in any order and number, over any store."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from order_processor.processor import TIME_FOR_ONE_MESSAGE, process_batch
from orders.adapters.message_format import write_key
from orders.domain import use_cases
from orders.domain.errors import KeyReusedError, OrderAlreadyDecidedError, OrderNotFoundError
from orders.domain.identifiers import event_id, order_key
from orders.domain.order import Order, OrderKey, Status
from orders.domain.order_request import OrderRequest, RequestedItem
from orders.domain.store import OrderStore
from orders.domain.use_cases import NewOrder, Placed
from tests.support.services.examples import CUSTOMER, MENU, MORNING, RETENTION, SOMEONE_ELSE

CUSTOMERS = [CUSTOMER, SOMEONE_ELSE]
MOST_ORDERS = 50
AVAILABLE = [item.item_id for item in MENU.items if item.available]
REQUESTS = st.builds(
    OrderRequest,
    st.lists(
        st.builds(RequestedItem, st.sampled_from(AVAILABLE), st.integers(1, 20)),
        min_size=1,
        max_size=4,
        unique_by=lambda item: item.item_id,
    ).map(tuple),
    st.none() | st.just("extra hot"),
)


class LifeOfOrders(RuleBasedStateMachine):
    """`queue` has the messages not yet delivered, `delivered` those that may come again (at least once)."""

    def __init__(self) -> None:
        super().__init__()
        self.store = self.new_store()
        self.placed: dict[OrderKey, OrderRequest] = {}
        self.seen: dict[OrderKey, list[Order]] = {}
        self.queue: list[OrderKey] = []
        self.delivered: list[OrderKey] = []
        self.clock = MORNING

    def new_store(self) -> OrderStore:
        raise NotImplementedError

    @rule(customer=st.sampled_from(CUSTOMERS), key=st.sampled_from("abcdef"), request=REQUESTS)
    def place(self, customer: str, key: str, request: OrderRequest) -> None:
        order = order_key(customer, key)
        if self.placed.get(order, request) != request:
            with pytest.raises(KeyReusedError):
                self._place(order, request)
            return
        placed = self._place(order, request)
        assert placed.replayed == (order in self.placed)
        if not placed.replayed:
            self.placed[order] = request
            self.queue.append(order)

    @precondition(lambda self: self.placed)
    @rule(data=st.data())
    def replay(self, data: st.DataObject) -> None:
        key = self._draw(data, list(self.placed))
        before = self._kept(key)

        assert self._place(key, self.placed[key]) == Placed(before, replayed=True)

    @precondition(lambda self: self.placed)
    @rule(data=st.data())
    def replay_with_another_body(self, data: st.DataObject) -> None:
        key = self._draw(data, list(self.placed))

        with pytest.raises(KeyReusedError):
            self._place(key, replace(self.placed[key], note="another note"))

    @precondition(lambda self: self.queue)
    @rule(data=st.data())
    def deliver_in_any_order(self, data: st.DataObject) -> None:
        order = data.draw(st.permutations(self.queue))
        batch = order[: data.draw(st.integers(1, len(order)))]

        self._deliver(batch)

        self.queue = [key for key in self.queue if key not in batch]
        self.delivered += batch

    @precondition(lambda self: self.delivered)
    @rule(data=st.data())
    def deliver_again(self, data: st.DataObject) -> None:
        batch = data.draw(st.lists(st.sampled_from(self.delivered), min_size=1, max_size=10))
        before = [self._kept(key) for key in batch]

        self._deliver(batch)

        assert [self._kept(key) for key in batch] == before

    @precondition(lambda self: self.placed)
    @rule(data=st.data())
    def cancel(self, data: st.DataObject) -> None:
        key = self._draw(data, list(self.placed))
        if self._kept(key).status in {Status.RECEIVED, Status.CANCELLED}:
            assert use_cases.cancel(self.store, key, self._now()).order.status is Status.CANCELLED
        else:
            with pytest.raises(OrderAlreadyDecidedError):
                use_cases.cancel(self.store, key, self._now())

    @precondition(lambda self: self.placed)
    @rule(data=st.data())
    def cancel_another_customer_s(self, data: st.DataObject) -> None:
        key = self._draw(data, list(self.placed))
        (other,) = [customer for customer in CUSTOMERS if customer != key.customer_id]

        with pytest.raises(OrderNotFoundError):
            use_cases.cancel(self.store, OrderKey(other, key.order_id), self._now())

    @invariant()
    def the_design_holds(self) -> None:
        orders = [order for customer in CUSTOMERS for order in self._orders_of(customer)]
        self._each_customer_has_what_was_placed_and_nothing_else(orders)
        self._an_order_whose_message_was_delivered_is_at_its_end(orders)
        for order in orders:
            self._it_is_what_was_asked_for_at_the_menu_s_prices(order)
            self._it_changed_at_most_once_and_its_history_says_how(order)
            self._it_was_rejected_only_if_the_bar_can_not_make_it(order)
            self._what_it_has_come_to_is_never_taken_back_and_each_step_is_one_event(order)

    def _each_customer_has_what_was_placed_and_nothing_else(self, orders: list[Order]) -> None:
        assert sorted(map(write_key, self.placed)) == sorted(write_key(order.key) for order in orders)

    def _an_order_whose_message_was_delivered_is_at_its_end(self, orders: list[Order]) -> None:
        waiting = {order.key for order in orders if order.status is Status.RECEIVED}
        assert waiting.isdisjoint(self.delivered)

    def _it_is_what_was_asked_for_at_the_menu_s_prices(self, order: Order) -> None:
        request = self.placed[order.key]
        assert [(line.item_id, line.quantity) for line in order.lines] == [
            (item.item_id, item.quantity) for item in request.items
        ]
        assert order.total == MENU.total(MENU.price(request.items))

    def _it_changed_at_most_once_and_its_history_says_how(self, order: Order) -> None:
        assert order.version == len(order.history) <= 2
        assert order.history[0].status is Status.RECEIVED
        assert order.history[-1].status is order.status
        assert order.updated_at == order.history[-1].at

    def _it_was_rejected_only_if_the_bar_can_not_make_it(self, order: Order) -> None:
        assert (order.rejection_reason is not None) == (order.status is Status.REJECTED)
        assert order.status is not Status.REJECTED or order.drinks > 50
        assert order.status is not Status.CONFIRMED or order.drinks <= 50

    def _what_it_has_come_to_is_never_taken_back_and_each_step_is_one_event(self, order: Order) -> None:
        versions = self.seen.setdefault(order.key, [])
        if order not in versions:
            versions.append(order)
        assert [seen.version for seen in versions] == list(range(1, order.version + 1))[-len(versions) :]
        assert len({event_id(seen) for seen in versions}) == len(versions)

    def _deliver(self, keys: Sequence[OrderKey]) -> None:
        records = [{"messageId": str(number), "body": write_key(key)} for number, key in enumerate(keys)]
        assert process_batch(records, self.store, lambda: TIME_FOR_ONE_MESSAGE) == []

    def _place(self, key: OrderKey, request: OrderRequest) -> Placed:
        return use_cases.place(self.store, MENU, NewOrder(key, request, self._now(), RETENTION))

    def _kept(self, key: OrderKey) -> Order:
        return use_cases.find(self.store, key)

    def _orders_of(self, customer: str) -> tuple[Order, ...]:
        return self.store.page(customer, MOST_ORDERS, None).orders

    def _now(self) -> datetime:
        self.clock += timedelta(milliseconds=1)
        return self.clock

    @staticmethod
    def _draw(data: st.DataObject, keys: list[OrderKey]) -> Any:
        return data.draw(st.sampled_from(keys))
