"""The subcommand that tells whether an environment takes orders."""

import click

from cafe.checkout import workspace
from cafe.operate.connection import deployed
from cafe.operate.customer.customers import temporary_customer
from cafe.operate.customer.smoke import Smoke
from cafe.terminal import console


@click.command()
@click.argument("environment", metavar="ENVIRONMENT")
def smoke(environment: str) -> None:
    """Order as a guest of an environment (or of `local`), and say of each step whether it worked.

    With a customer of its own, who is removed behind it with the order. Exit code 1 at the first thing that does not
    work; nothing is tried twice.
    """
    there = deployed(workspace(), environment)
    console.print(f"{environment}: {there.platform.site_url}", markup=False)
    with temporary_customer(there.aws, there.platform) as customer:
        Smoke(there.platform, customer).run()
    console.print("✓ the customer and the order are removed")
