"""What goes wrong in one run: a schedule is a pure function of its seed and reads as a plan."""

from dataclasses import dataclass
from enum import Enum, StrEnum
from random import Random
from typing import Final

from tests.support.functions import invoked_by

MOST_ORDERS: Final = 6
FEWEST_ORDERS: Final = 3
MOST_TIMES: Final = 3


class Kind(StrEnum):
    """The kinds of fault that every long enough series of seeds contains."""

    THROTTLE = "throttle"
    SERVER_ERROR = "server error"
    SLOW_ANSWER = "slow answer"
    RESET = "reset"
    LOST_ANSWER = "lost answer"
    CRASH = "crash"
    REDELIVERY = "redelivery"
    REORDERING = "reordering"
    RESTART = "restart"


class Call(Enum):
    """A call that a function makes of AWS on the way of an order."""

    PUT_ORDER = "api: put the order"
    CANCEL_ORDER = "api: cancel the order"
    SEND_MESSAGES = "stream: send to the queue"
    READ_ORDER = "queue: read the order"
    DECIDE_ORDER = "queue: decide the order"
    PUBLISH_EVENTS = "stream: publish to the topic"

    @property
    def trigger(self) -> str:
        """What invokes the function that makes the call."""
        return self.value.partition(":")[0]

    def __str__(self) -> str:
        """The call by its function's name."""
        return f"{invoked_by(self.trigger).name}:{self.value.partition(':')[2]}"


class Drinks(StrEnum):
    """What is ordered, by what must become of it."""

    FEW = "CONFIRMED"
    TOO_MANY = "REJECTED"


@dataclass(frozen=True)
class PlannedOrder:
    """One customer's intention. An impatient one asks once and comes back, with the key, when the rest is decided."""

    number: int
    drinks: Drinks
    cancels: bool
    repeats: bool
    impatient: bool

    def __str__(self) -> str:
        """One line of the plan."""
        habits = {
            "is cancelled at once": self.cancels,
            "is sent twice": self.repeats,
            "is retried late": self.impatient,
        }
        told = [f"would be {self.drinks}", *(habit for habit, has in habits.items() if has)]
        return f"order {self.number}: {', '.join(told)}"


@dataclass(frozen=True)
class Fault:
    """The next `times` calls of a kind fail."""

    kind: Kind
    call: Call
    times: int

    def __str__(self) -> str:
        """One line of the plan."""
        return f"{self.kind} × {self.times} in {self.call}"


@dataclass(frozen=True)
class Crash:
    """The function is killed while the call is under way; the call is applied all the same, or not."""

    call: Call
    is_applied: bool

    def __str__(self) -> str:
        """One line of the plan."""
        return f"crash in {self.call}, which is {'applied' if self.is_applied else 'not applied'}"


@dataclass(frozen=True)
class Redelivery:
    """A message that comes again, before the first decision or after the last."""

    order: int
    copies: int
    is_late: bool

    def __str__(self) -> str:
        """One line of the plan."""
        return f"message {self.order} comes {self.copies} × again, {'after' if self.is_late else 'before'} the decision"


@dataclass(frozen=True)
class Schedule:
    """A plan. With `sequence`, the messages wait in the queue and are delivered in that order."""

    seed: int
    orders: tuple[PlannedOrder, ...]
    faults: tuple[Fault, ...]
    crashes: tuple[Crash, ...]
    redeliveries: tuple[Redelivery, ...]
    sequence: tuple[int, ...]
    restarts: bool

    @property
    def kinds(self) -> frozenset[Kind]:
        """The kinds of fault in it."""
        found = {fault.kind for fault in self.faults}
        found |= {Kind.CRASH} if self.crashes else set()
        found |= {Kind.REDELIVERY} if self.redeliveries else set()
        found |= {Kind.REORDERING} if self.sequence else set()
        return frozenset(found | ({Kind.RESTART} if self.restarts else set()))

    @property
    def holds_messages(self) -> bool:
        """Whether messages wait in the queue until all are there."""
        early = any(not redelivery.is_late for redelivery in self.redeliveries)
        return bool(self.sequence) or self.restarts or early

    def __str__(self) -> str:
        """The plan, a line a step."""
        steps = [*self.orders, *self.faults, *self.crashes, *self.redeliveries]
        lines = [str(step) for step in steps]
        lines += [f"messages are delivered in the order {self.sequence}"] if self.sequence else []
        lines += ["the local AWS is stopped and started with its state while messages wait"] if self.restarts else []
        return "\n".join([f"schedule {self.seed}", *(f"  {line}" for line in lines)])


IN_PROXY: Final = (Kind.THROTTLE, Kind.SERVER_ERROR, Kind.SLOW_ANSWER, Kind.RESET, Kind.LOST_ANSWER)
SIDE_KINDS: Final = tuple(kind for kind in Kind if kind is not Kind.RESTART)
CRASH_POINTS: Final = tuple(call for call in Call if call is not Call.CANCEL_ORDER)


def make_schedule(seed: int) -> Schedule:
    """The schedule of a seed. Its main kind follows from the seed, so any nine in a row have them all."""
    random = Random(seed)  # noqa: S311  # to be repeated, not to be secret
    main = tuple(Kind)[seed % len(Kind)]
    kinds = [main, *random.sample([kind for kind in SIDE_KINDS if kind is not main], random.randint(1, 3))]
    orders = tuple(_order(random, number) for number in range(random.randint(FEWEST_ORDERS, MOST_ORDERS)))
    count = len(orders)
    return Schedule(
        seed=seed,
        orders=orders,
        faults=tuple(_fault(random, kind, orders) for kind in kinds if kind in IN_PROXY),
        crashes=(_crash(random),) if Kind.CRASH in kinds else (),
        redeliveries=_redeliveries(random, count) if Kind.REDELIVERY in kinds else (),
        sequence=_sequence(random, count) if Kind.REORDERING in kinds else (),
        restarts=Kind.RESTART in kinds,
    )


def _order(random: Random, number: int) -> PlannedOrder:
    return PlannedOrder(
        number=number,
        drinks=Drinks.TOO_MANY if random.random() < 0.25 else Drinks.FEW,
        cancels=random.random() < 0.25,
        repeats=random.random() < 0.25,
        impatient=random.random() < 0.15,
    )


def _fault(random: Random, kind: Kind, orders: tuple[PlannedOrder, ...]) -> Fault:
    is_cancelled = any(order.cancels and not order.impatient for order in orders)
    calls = [call for call in Call if call is not Call.CANCEL_ORDER or is_cancelled]
    return Fault(kind, random.choice(calls), random.randint(1, 2 if kind is Kind.SLOW_ANSWER else MOST_TIMES))


def _crash(random: Random) -> Crash:
    return Crash(random.choice(CRASH_POINTS), is_applied=random.random() < 0.5)


def _redeliveries(random: Random, count: int) -> tuple[Redelivery, ...]:
    numbers = random.sample(range(count), random.randint(1, 2))
    return tuple(Redelivery(number, random.randint(1, 3), is_late=random.random() < 0.5) for number in sorted(numbers))


def _sequence(random: Random, count: int) -> tuple[int, ...]:
    """An order that is not the natural one."""
    numbers = list(range(count))
    while numbers == sorted(numbers):
        random.shuffle(numbers)
    return tuple(numbers)
