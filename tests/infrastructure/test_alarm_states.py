"""Each alarm of prod fires on what should make it fire, and not on what comes close to it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pytest

from tests.support.functions import FUNCTIONS, invoked_by
from tests.support.infrastructure.alarm_evaluation import ALARM, OK, Data, Observation, metric
from tests.support.infrastructure.watching import OPERATIONS, Source, Watch, sources_of_alarms

SECONDS_A_DAY = 24 * 60 * 60

# What happened, by the minute, and what the alarms make of it.

type Change = Mapping[str, Sequence[Observation]]
USUAL_REFUSALS = 50.0
NAMES = [function.aws_name for function in FUNCTIONS]
API, PROCESSOR, RELAY = invoked_by("api").name, invoked_by("queue").name, invoked_by("stream").aws_name


@dataclass(frozen=True)
class Day:
    """A day of the café's metrics, by short names; a change replaces some of them."""

    watch: Watch

    def data(self, change: Change) -> Data:
        return {self._metric(name): seen for name, seen in ({**usual_day(self.names), **change}).items()}

    @property
    def names(self) -> list[str]:
        return sorted({f"{each.name} {dimension_of(each, self.watch)}" for each in sources_of_alarms(self.watch)})

    def _metric(self, name: str) -> tuple[str, str, frozenset[tuple[str, str]]]:
        (source,) = {
            metric(each.namespace, each.name, each.dimensions)
            for each in sources_of_alarms(self.watch)
            if f"{each.name} {dimension_of(each, self.watch)}" == name
        }
        return source


def dimension_of(source: Source, watch: Watch) -> str:
    """The most telling of a metric's dimensions, without the environment's name."""
    for name in ("Operation", "service", "QueueName", "FunctionName", "TopicName", "TableName", "Stage", "WebACL"):
        if name in source.dimensions:
            return source.dimensions[name].removeprefix(f"{watch.name}-")
    return "site"


def every_minute(value: float, times: int = 1, since: int = SECONDS_A_DAY * 3, until: int = 0) -> list[Observation]:
    """Reported each minute from `since` to `until` seconds ago."""
    return [Observation(second + 30, value, times) for second in range(until, since, 60)]


def minutes(*values: float) -> list[Observation]:
    """One value a minute, the latest last."""
    return [Observation(60 * back + 30, value) for back, value in enumerate(reversed(values))]


def usual_day(names: Sequence[str]) -> dict[str, list[Observation]]:
    usual = {
        "Count live": every_minute(1, 60),
        "Latency live": every_minute(80, 60),
        "5XXError live": every_minute(0, 60),
        "4XXError live": every_minute(0, 60),
        f"DecisionAge {PROCESSOR}": every_minute(400, 20),
        f"OrdersPlaced {API}": every_minute(1, 20),
        f"IteratorAge {RELAY}": every_minute(120),
        "ApproximateAgeOfOldestMessage orders": every_minute(2),
    }
    return {name: usual.get(name, every_minute(0)) for name in names}


def failing(share: float, minutes_long: int, minutes_ago: int = 0) -> Change:
    """A share of 60 requests a minute ends in a 5xx, for a time that ended some minutes ago."""
    return {"5XXError live": partly(0, 1, share, 60, minutes_long, minutes_ago)}


def slow(share: float, minutes_long: int, minutes_ago: int = 0) -> Change:
    return {"Latency live": partly(80, 2500, share, 60, minutes_long, minutes_ago)}


def late(share: float, minutes_long: int, minutes_ago: int = 0) -> Change:
    return {f"DecisionAge {PROCESSOR}": partly(400, 45_000, share, 20, minutes_long, minutes_ago)}


def partly(  # good, bad, how many of how many, and when
    good: float, bad: float, share: float, a_minute: int, minutes_long: int, minutes_ago: int
) -> list[Observation]:
    start, end = 60 * (minutes_ago + minutes_long), 60 * minutes_ago
    wrong = share * a_minute
    return [
        *every_minute(good, a_minute, until=start),
        *every_minute(good, a_minute, since=end),
        *[Observation(each.seconds_ago, good, a_minute - int(wrong)) for each in every_minute(good, 1, start, end)],
        *[
            Observation(each.seconds_ago, bad, int(wrong * (index + 1)) - int(wrong * index))
            for index, each in enumerate(every_minute(bad, 1, start, end))
            if int(wrong * (index + 1)) > int(wrong * index)
        ],
    ]


def three_of_five(name: str) -> tuple[Change, Change]:
    return {name: minutes(0, 1, 0, 2, 1)}, {name: minutes(1, 0, 0, 0, 1)}


FIRES_AND_NOT: Mapping[str, tuple[Change, Change]] = {
    "orders-dlq-not-empty": (
        {"ApproximateNumberOfMessagesVisible orders-dlq": minutes(0, 0, 1)},
        {"ApproximateNumberOfMessagesVisible orders-dlq": minutes(1, 1, 0)},
    ),
    "relay-failures-not-empty": (
        {"ApproximateNumberOfMessagesVisible order-relay-failures": minutes(0, 1)},
        {"ApproximateNumberOfMessagesVisible order-relay-failures": minutes(1, 0)},
    ),
    "orders-waiting": (
        {"ApproximateAgeOfOldestMessage orders": minutes(301)},
        {"ApproximateAgeOfOldestMessage orders": minutes(300)},
    ),
    **{f"{f}-errors": three_of_five(f"Errors {f}") for f in NAMES},
    **{f"{f}-throttles": three_of_five(f"Throttles {f}") for f in NAMES},
    "relay-behind": (
        {f"IteratorAge {RELAY}": minutes(100, 100, 30_001, 45_000, 60_000)},
        {f"IteratorAge {RELAY}": minutes(100, 100, 100, 45_000, 60_000)},
    ),
    "table-reads-throttled": three_of_five("ReadThrottleEvents orders"),
    "table-writes-throttled": three_of_five("WriteThrottleEvents orders"),
    **{f"table-errors-{each.lower()}": three_of_five(f"SystemErrors {each}") for each in OPERATIONS},
    "notifications-failed": (
        {"NumberOfNotificationsFailed order-events": minutes(1, 0, 0, 0)},
        {"NumberOfNotificationsFailed order-events": minutes(1, 0, 0, 0, 0, 0)},
    ),
    "site-errors": (
        {"5xxErrorRate site": minutes(0, 2, 2, 0, 2)},
        {"5xxErrorRate site": minutes(1, 1, 1, 1, 1)},
    ),
    "api-4xx-unusual": (
        {"4XXError live": every_minute(1, 20)},
        {"4XXError live": every_minute(1, 20, since=600)},
    ),
    "orders-undecided": (
        {f"DecisionAge {PROCESSOR}": every_minute(400, 20, until=1800)},
        {f"DecisionAge {PROCESSOR}": every_minute(400, 20, until=600)},
    ),
    "slo-availability-fast": (failing(0.02, 60), failing(1.0, 5, minutes_ago=10)),
    "slo-availability-slow": (failing(0.009, 360), failing(0.02, 120, minutes_ago=60)),
    "slo-availability-low": (failing(0.004, 1440), failing(0.0005, 1440)),
    "slo-latency-fast": (slow(0.2, 60), slow(1.0, 10, minutes_ago=10)),
    "slo-latency-slow": (slow(0.1, 360), slow(0.2, 120, minutes_ago=60)),
    "slo-latency-low": (slow(0.05, 1440), slow(0.009, 1440)),
    "slo-decisions-fast": (late(0.2, 60), late(1.0, 10, minutes_ago=10)),
    "slo-decisions-slow": (late(0.1, 360), late(0.2, 120, minutes_ago=60)),
    "slo-decisions-low": (late(0.05, 1440), late(0.005, 1440)),
}
"""What makes an alarm fire, and what comes close to it and must not."""
CHILDREN = {"orders-placed", "no-decisions"}


def firewall_alarms(watch: Watch) -> set[str]:
    return {name for name in watch.alarms if name.startswith("firewall-")}


@pytest.mark.parametrize("name", FIRES_AND_NOT)
def test_an_alarm_fires_when_it_should_and_not_just_below(prod: Watch, name: str) -> None:
    day = Day(prod)
    fires, quiet = FIRES_AND_NOT[name]

    states = [prod.states(day.data(change), USUAL_REFUSALS)[name] for change in (fires, quiet)]

    assert states == [ALARM, OK]


def test_every_alarm_that_sends_messages_has_an_example(prod: Watch) -> None:
    assert prod.telling - firewall_alarms(prod) == set(FIRES_AND_NOT)


def test_an_alarm_of_a_firewall_fires_above_its_threshold(prod: Watch) -> None:
    assert firewall_alarms(prod) == {"firewall-api-blocks", "firewall-site-blocks"}
    for name in firewall_alarms(prod):
        blocked = f"BlockedRequests {prod.alarms[name]['dimensions']['WebACL'].removeprefix(f'{prod.name}-')}"
        line = prod.alarms[name]["threshold"]
        states = [prod.states(Day(prod).data({blocked: minutes(n)}), USUAL_REFUSALS)[name] for n in (line + 1, line)]
        assert states == [ALARM, OK]


def test_a_usual_day_is_quiet(prod: Watch) -> None:
    states = prod.states(Day(prod).data({}), USUAL_REFUSALS)

    assert {name for name, state in states.items() if state != OK} == {"orders-placed"}


def test_a_night_without_requests_is_quiet(prod: Watch) -> None:
    states = prod.states({}, USUAL_REFUSALS)

    assert {name for name, state in states.items() if state != OK} == {"no-decisions"}


def test_one_failed_request_at_night_fires_no_alarm(prod: Watch) -> None:
    alone = {"Count live": minutes(1), "5XXError live": minutes(1), "Latency live": minutes(2500)}
    silence = {name: list[Observation]() for name in Day(prod).names}

    states = prod.states(Day(prod).data(silence | alone), USUAL_REFUSALS)

    assert {name for name, state in states.items() if state != OK} == {"no-decisions"}


def test_a_total_outage_fires_within_ten_minutes(prod: Watch) -> None:
    states = prod.states(Day(prod).data(failing(1.0, 10)), USUAL_REFUSALS)

    assert states["slo-availability-fast"] == ALARM


def test_an_alarm_clears_when_the_outage_is_over(prod: Watch) -> None:
    states = prod.states(Day(prod).data(failing(1.0, 50, minutes_ago=6)), USUAL_REFUSALS)

    assert states["slo-availability-fast-1h"] == ALARM
    assert states["slo-availability-fast"] == OK


def test_children_of_composites_send_no_message(prod: Watch) -> None:
    silent = {name for name, alarm in prod.alarms.items() if not alarm["alarm_actions"]}

    assert silent == CHILDREN | {name for name in prod.alarms if re.fullmatch(r"slo-\w+-\w+-\w+", name)}
