"""What must hold of every order, whatever went wrong."""

from dataclasses import dataclass, field
from enum import Enum, auto

from tests.support.faults.schedule import PlannedOrder

FINAL_STATUSES = frozenset({"CONFIRMED", "REJECTED", "CANCELLED"})


class Cancellation(Enum):
    """What the customer was told of a cancellation."""

    NOT_ASKED = auto()
    GRANTED = auto()
    TOO_LATE = auto()


@dataclass(frozen=True)
class StoredOrder:
    """An order as the table has it."""

    order_id: str
    status: str
    version: int
    history: tuple[str, ...]


@dataclass(frozen=True)
class Notification:
    """An event as a subscriber got it."""

    event_id: str
    order_id: str
    status: str


@dataclass
class Story:
    """What a customer intended, was told, and can find out."""

    plan: PlannedOrder
    order_ids: list[str] = field(default_factory=list)
    attempts: int = 0
    refusals: list[str] = field(default_factory=list)
    cancellation: Cancellation = Cancellation.NOT_ASKED
    stored: StoredOrder | None = None
    notifications: tuple[Notification, ...] = ()

    @property
    def order_id(self) -> str:
        """The order's id; empty until the API answered."""
        return self.order_ids[0] if self.order_ids else ""


def broken_promises(stories: list[Story], stored: list[StoredOrder], dead: set[str]) -> list[str]:
    """What is wrong, in words. `stored` is all that the customer has; `dead`, the ids in the dead-letter queue."""
    broken = [f"order {story.plan.number}: {problem}" for story in stories for problem in _problems(story)]
    known = {story.order_id for story in stories}
    broken += [f"{order.order_id} exists, but nobody placed it" for order in stored if order.order_id not in known]
    return broken + [f"{order_id} is in the dead-letter queue" for order_id in sorted(dead & known)]


def is_settled(story: Story) -> bool:
    """Whether the order is decided and somebody was told."""
    return story.stored is not None and story.stored.status in FINAL_STATUSES and bool(story.notifications)


def _problems(story: Story) -> list[str]:
    if story.refusals:
        return [f"refused: {refusal}" for refusal in story.refusals]
    if not story.order_ids:
        return [f"never answered in {story.attempts} attempts"]
    if len(set(story.order_ids)) > 1:
        return [f"one key became several orders: {sorted(set(story.order_ids))}"]
    if story.stored is None:
        return ["lost: it was accepted and is not in the table"]
    return _state_problems(story, story.stored) + _notification_problems(story, story.stored)


def _state_problems(story: Story, stored: StoredOrder) -> list[str]:
    if stored.status not in FINAL_STATUSES:
        return [f"stuck: it is still {stored.status}"]
    problems = []
    if stored.history != ("RECEIVED", stored.status) or stored.version != len(stored.history):
        problems.append(f"doubled: version {stored.version}, history {' → '.join(stored.history)}")
    if stored.status not in _possible_statuses(story):
        problems.append(f"it is {stored.status}, but cancellation was {story.cancellation.name}")
    return problems


def _possible_statuses(story: Story) -> set[str]:
    return {"CANCELLED"} if story.cancellation is Cancellation.GRANTED else {story.plan.drinks.value}


def _notification_problems(story: Story, stored: StoredOrder) -> list[str]:
    if not story.notifications:
        return ["nobody was notified"]
    problems = []
    if {notification.event_id for notification in story.notifications} != {f"{stored.order_id}#{stored.version}"}:
        problems.append(f"event ids differ: {sorted({n.event_id for n in story.notifications})}")
    if {notification.status for notification in story.notifications} != {stored.status}:
        problems.append(f"notified of {sorted({n.status for n in story.notifications})}, but it is {stored.status}")
    return problems
