"""A schedule follows from its seed alone, and two hundred of them have everything that can go wrong."""

from collections import Counter

import pytest

from tests.support.faults.schedule import Call, Kind, Schedule, make_schedule

SCHEDULES = [make_schedule(number) for number in range(200)]


def test_a_schedule_is_the_same_whenever_it_is_made() -> None:
    assert [make_schedule(number) for number in range(200)] == SCHEDULES


def test_no_two_schedules_are_alike() -> None:
    plans = {str(schedule).split("\n", 1)[1] for schedule in SCHEDULES}

    assert len(plans) == len(SCHEDULES)


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_fault_occurs_often(kind: Kind) -> None:
    count = sum(kind in schedule.kinds for schedule in SCHEDULES)

    assert count >= 20


@pytest.mark.parametrize("call", Call)
def test_every_call_meets_faults(call: Call) -> None:
    met = {fault.kind for schedule in SCHEDULES for fault in schedule.faults if fault.call is call}

    assert len(met) == 5


def test_every_function_is_killed_in_calls_that_are_applied_and_in_calls_that_are_not() -> None:
    crashes = {(crash.call.trigger, crash.is_applied) for schedule in SCHEDULES for crash in schedule.crashes}

    assert crashes == {(trigger, is_applied) for trigger in ("api", "stream", "queue") for is_applied in (True, False)}


@pytest.mark.parametrize("schedule", SCHEDULES, ids=lambda schedule: str(schedule.seed))
def test_no_message_fails_so_often_that_it_belongs_in_the_dead_letter_queue(schedule: Schedule) -> None:
    """A client attempts a call twice, so a message fails once for two faults; after five failures it is dead."""
    faults = sum(fault.times for fault in schedule.faults if fault.call.trigger == "queue")
    crashes = sum(crash.call.trigger == "queue" for crash in schedule.crashes)

    assert faults / 2 + crashes < 5


def test_most_schedules_mix_kinds() -> None:
    sizes = Counter(len(schedule.kinds) for schedule in SCHEDULES)

    assert min(sizes) >= 2
    assert max(sizes) >= 4


@pytest.mark.parametrize("schedule", SCHEDULES[:9], ids=lambda schedule: str(schedule.seed))
def test_a_plan_names_all_that_goes_wrong(schedule: Schedule) -> None:
    plan = str(schedule)

    steps = [*schedule.orders, *schedule.faults, *schedule.crashes, *schedule.redeliveries]
    assert all(str(step) in plan for step in steps)
    assert ("stopped and started" in plan) == schedule.restarts
    assert ("in the order" in plan) == bool(schedule.sequence)
