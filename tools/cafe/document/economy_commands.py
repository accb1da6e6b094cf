"""The subcommands of `economy`: what orders cost, and how many the platform takes."""

import click

from cafe.checkout import Workspace, workspace
from cafe.document.generated_page import GeneratedPage
from cafe.terminal import console
from economy import capacity_report, cost_report


@click.command()
@click.option("--orders", default=1_000_000, show_default=True, type=click.IntRange(1), help="Orders a month.")
@click.option("--write", is_flag=True, help="Write docs/cost.md instead.")
def cost(orders: int, *, write: bool) -> None:
    """Print the monthly cost of orders on AWS, by service.

    Of a naive design, of ours, and of one order alone.

    Example: cafe cost --orders 50000
    """
    if write:
        cost_page(workspace()).write()
    else:
        console.print(cost_report.table(orders), markup=False, highlight=False)


def cost_page(space: Workspace) -> GeneratedPage:
    """docs/cost.md as it should be."""
    return GeneratedPage(space.root, "docs/cost.md", cost_report.report(), "cafe cost --write")


@click.command()
@click.option("--orders-per-second", default=10.0, show_default=True, type=click.FloatRange(0.01))
@click.option("--seconds", default=600, show_default=True, type=click.IntRange(3), help="For how long.")
@click.option("--spike", default=1.0, show_default=True, type=click.FloatRange(1), help="Factor in the middle third.")
def capacity(orders_per_second: float, seconds: int, spike: float) -> None:
    """Print how much of each part of prod a rate uses.

    Also what saturates first, and how long a backlog lasts.

    Example: cafe capacity --orders-per-second 50 --spike 3
    """
    console.print(capacity_report.table(orders_per_second, seconds, spike), markup=False, highlight=False)
