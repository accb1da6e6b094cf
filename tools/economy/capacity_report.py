"""The table that `cafe capacity` prints."""

from economy.capacity import PROD, Component, Settings, bottleneck, components, read_limits
from economy.counts import read_counts
from economy.simulation import SimulationResult, simulate, spike


def table(orders_a_second: float, seconds: int, multiplier: float, settings: Settings = PROD) -> str:
    """The use of each component at this rate, and the result of a simulated run."""
    limits = read_limits()
    found = components(settings, read_counts(), limits)
    result = simulate(spike(orders_a_second, seconds, multiplier), found, settings, limits)
    peak = orders_a_second * multiplier
    first = bottleneck(found)
    overloaded = [each for each in found if each.is_shared and _use(each, peak) > 1]
    return "\n".join(
        [
            f"{'part':<28}{'orders/s':>10}{'in use':>9}",
            *(_row(each, peak) for each in found),
            "",
            f"Saturates first: {first.name}, at {first.orders_a_second:,.0f} orders a second: {first.remedy}.",
            *(f"Too much for {each.name}: {each.remedy}." for each in overloaded),
            "",
            _simulated(result, orders_a_second, seconds, multiplier),
        ]
    )


def _row(component: Component, rate: float) -> str:
    use = f"{_use(component, rate):.0%}" if component.is_shared else ""
    return f"{component.name:<28}{component.orders_a_second:>10,.0f}{use:>9}"


def _use(component: Component, rate: float) -> float:
    return rate / component.orders_a_second


def _simulated(result: SimulationResult, rate: float, seconds: int, multiplier: float) -> str:
    middle = "" if multiplier == 1 else f", {multiplier:g} times as many in the middle"
    waited = ", ".join(f"{number:,.0f} before {name}" for name, number in result.most_waiting.items() if number >= 1)
    decided = result.decided_after_seconds
    end = "never all decided" if decided is None else f"all decided {max(0, decided - seconds)} s after the last"
    return (
        f"Simulated, {rate:,g} orders a second for {seconds} s{middle}: "
        f"{result.accepted:,.0f} accepted, {result.refused:,.0f} refused with 429; "
        f"at most waiting: {waited or 'none'}; {end}. Saturated: {', '.join(result.saturated) or 'nothing'}."
    )
