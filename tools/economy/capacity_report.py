"""What `cafe capacity` prints."""

from economy.capacity import PROD, Part, Settings, narrowest, parts, read_limits
from economy.counts import read_counts
from economy.simulation import Outcome, simulate, spike


def table(orders_a_second: float, seconds: int, times: float, settings: Settings = PROD) -> str:
    """Each part's use at this pace, and what a simulated run of it says."""
    counts, limits = read_counts(), read_limits()
    found = parts(settings, counts, limits)
    outcome = simulate(spike(orders_a_second, seconds, times), found, settings, limits)
    peak = orders_a_second * times
    rows = [f"{'part':<28}{'orders/s':>10}{'in use':>9}", *(_row(part, peak) for part in found)]
    first = narrowest(found)
    rows += ["", f"Saturates first: {first.name}, at {first.orders_a_second:,.0f} orders a second: {first.remedy}."]
    rows += [f"Too much for {part.name}: {part.remedy}." for part in found if part.is_shared and _use(part, peak) > 1]
    return "\n".join([*rows, "", _story(outcome, orders_a_second, seconds, times)])


def _row(part: Part, pace: float) -> str:
    use = f"{_use(part, pace):.0%}" if part.is_shared else ""
    return f"{part.name:<28}{part.orders_a_second:>10,.0f}{use:>9}"


def _use(part: Part, pace: float) -> float:
    return pace / part.orders_a_second


def _story(outcome: Outcome, pace: float, seconds: int, times: float) -> str:
    curve = f"{pace:,g} orders a second for {seconds} s" + (f", {times:g} times as many in the middle" * (times != 1))
    waited = ", ".join(f"{number:,.0f} before {name}" for name, number in outcome.most_waiting.items() if number >= 1)
    decided = outcome.decided_after_seconds
    end = "never all decided" if decided is None else f"all decided {max(0, decided - seconds)} s after the last"
    return (
        f"Simulated, {curve}: {outcome.accepted:,.0f} accepted, {outcome.refused:,.0f} told to come again; "
        f"at most {waited or 'none'} waited; {end}. Saturated: {', '.join(outcome.saturated) or 'nothing'}."
    )
