"""A schedule follows from its seed alone, and two hundred of them have everything that can go wrong."""

import pytest

from tests.support.faults.schedule import Call, Kind, Schedule, make_schedule

SCHEDULES = [make_schedule(number) for number in range(200)]


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
