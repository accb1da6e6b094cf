"""No order is lost, stuck or doubled, whatever goes wrong between the functions and AWS."""

from collections.abc import Callable

from tests.support.faults.performance import Performance


def test_every_promise_holds_in_every_schedule(seed: int, perform: Callable[[int], Performance]) -> None:
    performance = perform(seed)

    broken = performance.run()

    assert not broken, _explanation(performance, broken)


def _explanation(performance: Performance, broken: list[str]) -> str:
    seed = performance.schedule.seed
    return "\n".join(
        [
            f"seed {seed} broke a promise:",
            *(f"  {problem}" for problem in broken),
            str(performance.schedule),
            f"  met: {dict(performance.fired)}, processes killed: {performance.killed}",
            f"Replay it alone: nox -s faults -- --seed {seed}",
        ]
    )
