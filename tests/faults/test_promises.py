"""The check itself: each way to break a promise is noticed, and a kept promise is not complained of."""

from dataclasses import replace
from typing import Any

import pytest

from tests.support.faults.promises import Cancellation, Notification, StoredOrder, Story, broken_promises
from tests.support.faults.schedule import Drinks, PlannedOrder

PLAN = PlannedOrder(1, Drinks.FEW, cancels=False, repeats=False, impatient=False)
STORED = StoredOrder("a", "CONFIRMED", 2, ("RECEIVED", "CONFIRMED"))
NOTIFIED = Notification("a#2", "a", "CONFIRMED")


def story(**changes: Any) -> Story:
    kept: dict[str, Any] = {"order_ids": ["a"], "stored": STORED, "notifications": (NOTIFIED,)}
    return Story(PLAN, **(kept | changes))


def test_a_kept_promise_has_no_problem() -> None:
    assert broken_promises([story()], [STORED], set()) == []


@pytest.mark.parametrize(
    ("broken", "complaint"),
    [
        (story(order_ids=[], stored=None), "never answered"),
        (story(refusals=["422 no"]), "refused"),
        (story(order_ids=["a", "b"]), "one key became several orders"),
        (story(stored=None), "lost"),
        (story(stored=StoredOrder("a", "RECEIVED", 1, ("RECEIVED",))), "stuck"),
        (story(stored=replace(STORED, version=3)), "doubled"),
        (story(stored=replace(STORED, history=("RECEIVED", "CONFIRMED", "CONFIRMED"), version=3)), "doubled"),
        (story(stored=replace(STORED, status="REJECTED", history=("RECEIVED", "REJECTED"))), "it is REJECTED"),
        (story(cancellation=Cancellation.GRANTED), "but cancellation was GRANTED"),
        (story(notifications=()), "nobody was notified"),
        (story(notifications=(NOTIFIED, replace(NOTIFIED, event_id="a#3"))), "event ids differ"),
        (story(notifications=(replace(NOTIFIED, status="REJECTED"),)), "notified of"),
    ],
)
def test_a_broken_promise_is_found(broken: Story, complaint: str) -> None:
    problems = broken_promises([broken], [], set())

    assert any(complaint in problem for problem in problems), problems


def test_an_order_that_was_not_placed_is_found() -> None:
    assert broken_promises([], [STORED], set()) == ["a exists, but nobody placed it"]


def test_an_order_in_the_dead_letter_queue_is_found() -> None:
    assert broken_promises([story()], [STORED], {"a", "z"}) == ["a is in the dead-letter queue"]
