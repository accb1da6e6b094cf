"""The subcommands that use the platform as a customer does."""

import json
from dataclasses import asdict

import click

from cafe.aws import LocalAws
from cafe.checkout import workspace
from cafe.errors import CafeError
from cafe.operate.connection import deployed
from cafe.operate.customer.customers import temporary_customer
from cafe.operate.customer.inbox import read_inbox
from cafe.operate.customer.order_client import CafeApi, OrderLine
from cafe.operate.customer.sign_in import sign_in
from cafe.operate.customer.smoke import Smoke
from cafe.platform import Customer, Platform, load_platform
from cafe.terminal import console


@click.command()
@click.option(
    "--item", "items", multiple=True, help="item_id or item_id=quantity; repeatable (default: the menu's first)."
)
@click.option("--note", default="", help="Note for the bar.")
@click.option("--as", "email", help="Which seeded customer orders (default: the first).")
@click.option("--json", "as_json", is_flag=True, help="Print the order as JSON.")
def order(items: tuple[str, ...], note: str, email: str | None, *, as_json: bool) -> None:
    """Order as a seeded customer and wait for the decision.

    Example: cafe order --item latte=2 --note "no sugar"
    """
    lines = tuple(_line(item) for item in items)
    platform = load_platform(workspace())
    api = CafeApi(platform.api_url, sign_in(platform, _customer(platform, email)).access_token)
    placed = api.place(lines or (OrderLine(api.first_available_item(), 1),), note)
    if not as_json:
        console.print(f"{placed.order_id} {placed.status}")
    decided = api.wait_until_decided(placed.order_id)
    if as_json:
        click.echo(json.dumps(asdict(decided)))
    else:
        console.print(f"{decided.order_id} {decided.status} {decided.rejection_reason}".rstrip())


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the notifications as JSON.")
def inbox(*, as_json: bool) -> None:
    """Print the notifications that the platform has sent."""
    platform = load_platform(workspace())
    notifications = read_inbox(LocalAws(platform.endpoint_url), platform.inbox_url)
    if as_json:
        click.echo(json.dumps([asdict(notification) for notification in notifications]))
        return
    for notification in notifications:
        console.print(f"{notification.at}  {notification.order_id}  {notification.status}")
    console.print(f"Notifications: {len(notifications)}")


@click.command()
@click.argument("environment", metavar="ENVIRONMENT")
def smoke(environment: str) -> None:
    """Order in an environment as a guest and check each step.

    The environment may be `local`. The customer is made for it and removed afterwards with the order. Exit status 1
    at the first check that fails; nothing is tried twice.
    """
    there = deployed(workspace(), environment)
    console.print(f"{environment}: {there.platform.site_url}", markup=False)
    with temporary_customer(there.aws, there.platform) as customer:
        Smoke(there.platform, customer).run()
    console.print("✓ the customer and the order are removed")


def _customer(platform: Platform, email: str | None) -> Customer:
    for customer in platform.users:
        if email in (None, customer.email):
            return customer
    known = ", ".join(customer.email for customer in platform.users)
    raise CafeError(f"There is no seeded customer {email}.", f"There are: {known}")


def _line(item: str) -> OrderLine:
    item_id, _, quantity = item.partition("=")
    if quantity and not quantity.isdecimal():
        raise CafeError(f"{item}: the quantity is not a whole number.", "Write item_id or item_id=quantity.")
    return OrderLine(item_id, int(quantity or 1))
