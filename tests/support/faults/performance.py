"""One schedule, performed on the stage from the first order to the last check."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

from cafe.errors import CafeError
from cafe.waiting import wait_until
from tests.support.faults.customer import InsistentCustomer
from tests.support.faults.promises import Notification, Story, broken_promises, is_settled
from tests.support.faults.proxy import FaultProxy
from tests.support.faults.schedule import Crash, Schedule
from tests.support.faults.stage import Stage
from tests.support.functions import invoked_by

SECONDS_TO_SETTLE: Final = 60
POLL_SECONDS: Final = 0.05


@dataclass
class Performance:
    """What happens while a schedule runs; read afterwards by its test and by the summary."""

    schedule: Schedule
    stage: Stage
    proxy: FaultProxy
    customer: InsistentCustomer
    stories: list[Story] = field(default_factory=list)
    fired: Counter[str] = field(default_factory=Counter)
    killed: int = 0
    late: list[str] = field(default_factory=list)
    _is_over: bool = False
    _notifications: list[Notification] = field(default_factory=list)

    def run(self) -> list[str]:
        """Performs the schedule; the promises it broke."""
        self.stories = [Story(plan) for plan in self.schedule.orders]
        crashes = self.proxy.arm(self.schedule)
        try:
            with ThreadPoolExecutor(max_workers=1) as watcher:
                watched = watcher.submit(self._crash, crashes)
                self._perform()
                self._is_over = True
                watched.result()
        finally:
            self._is_over = True
            self.stage.release(self.stage.queue_mapping)
            self.fired = self.proxy.fired()
            self.proxy.disarm()
        return self._broken()

    def _perform(self) -> None:
        if self.schedule.holds_messages:
            self.stage.hold(self.stage.queue_mapping)
        patient = [story for story in self.stories if not story.plan.impatient]
        self._play(self.stories, self.customer.play)
        if self.schedule.holds_messages:
            self._deliver_as_planned()
        self._wait("orders were settled without help", lambda: self._are_settled(patient))
        self._play([story for story in self.stories if story.plan.impatient], self.customer.insist)
        self._wait("orders retried late were settled", lambda: self._are_settled(self.stories))
        self._redeliver_late()
        self.proxy.wait_until_nothing_is_held()
        self._wait("the queue was empty", self.stage.is_queue_empty)

    def _wait(self, what: str, is_so: Callable[[], bool]) -> None:
        """What comes late is a broken promise, also if something later would hide it."""
        late = f"not within {SECONDS_TO_SETTLE} s: {what}"
        try:
            wait_until(is_so, seconds=SECONDS_TO_SETTLE, problem=late, every=POLL_SECONDS)
        except CafeError:
            self.late.append(late)

    def _play(self, stories: list[Story], part: Callable[[Story], object]) -> None:
        with ThreadPoolExecutor(max_workers=max(len(stories), 1)) as customers:
            list(customers.map(part, stories))

    def _deliver_as_planned(self) -> None:
        gathered = self._gather_messages()
        planned = [self.stories[number].order_id for number in self.schedule.sequence]
        early = [redelivery for redelivery in self.schedule.redeliveries if not redelivery.is_late]
        again = [self.stories[redelivery.order].order_id for redelivery in early for _ in range(redelivery.copies)]
        natural = [order_id for order_id in gathered if order_id not in planned]
        sent = [order_id for order_id in (*planned, *natural, *again) if order_id in gathered]
        self.stage.send_messages(self.customer.customer_id, sent)
        if self.schedule.restarts:
            self._restart()
        self.stage.release(self.stage.queue_mapping)

    def _gather_messages(self) -> list[str]:
        """The messages of all orders in the table, those included of which no customer has heard."""
        self.proxy.wait_until_nothing_is_held()
        gathered = list[str]()

        def has_all() -> bool:
            gathered.extend(self.stage.take_messages())
            stored = self.stage.orders_of(self.customer.customer_id)
            return {order.order_id for order in stored} <= set(gathered)

        self._wait("every order in the table had its message in the queue", has_all)
        return list(dict.fromkeys(gathered))

    def _restart(self) -> None:
        """With nothing between table and topic: what the stream holds, the local AWS forgets (docs/faults.md)."""
        self._wait("cancellations were notified", lambda: all(map(is_settled, self._told_of_cancellation())))
        self.stage.restart(lambda: self._play(self.stories[:1], self.customer.ask_once))

    def _told_of_cancellation(self) -> list[Story]:
        self._look()
        return [story for story in self.stories if story.stored and story.stored.status == "CANCELLED"]

    def _redeliver_late(self) -> None:
        late = [redelivery for redelivery in self.schedule.redeliveries if redelivery.is_late]
        again = [self.stories[redelivery.order].order_id for redelivery in late for _ in range(redelivery.copies)]
        self.stage.send_messages(self.customer.customer_id, [order_id for order_id in again if order_id])

    def _crash(self, crashes: dict[Crash, int]) -> None:
        for crash, rule in crashes.items():
            if self._fires(rule):
                self.killed += self.stage.kill(invoked_by(crash.call.trigger).aws_name)

    def _fires(self, rule: int) -> bool:
        """Waits until the rule meets a call, or the schedule is over."""
        with suppress(CafeError):
            wait_until(
                lambda: self._is_over or self.proxy.has_fired(rule),
                seconds=SECONDS_TO_SETTLE,
                problem=f"rule {rule} met no call",
                every=POLL_SECONDS,
            )
        return self.proxy.has_fired(rule)

    def _are_settled(self, stories: list[Story]) -> bool:
        self._look()
        return all(is_settled(story) for story in stories)

    def _look(self) -> None:
        stored = {order.order_id: order for order in self.stage.orders_of(self.customer.customer_id)}
        self._notifications += self.stage.new_notifications()
        for story in self.stories:
            story.stored = stored.get(story.order_id)
            story.notifications = tuple(n for n in self._notifications if n.order_id == story.order_id)

    def _broken(self) -> list[str]:
        self._look()
        stored = self.stage.orders_of(self.customer.customer_id)
        return self.late + broken_promises(self.stories, stored, self.stage.dead_letters())
