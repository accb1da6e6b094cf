"""The subcommands that run the platform on this machine."""

import time

import click

from cafe.checkout import workspace
from cafe.errors import CafeError
from cafe.local import bring_up, emulator
from cafe.local.chromium import ensure_browser
from cafe.platform import Platform, load_platform
from cafe.terminal import console


@click.command()
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    help="Port of the local AWS (default 4566; 0: the one it had, or any free one).",
)
def up(port: int | None) -> None:
    """Start the platform here, or bring it up to date."""
    started = time.monotonic()
    platform = bring_up.up(workspace(), port)
    _show(platform)
    console.print(f"\nUp in {time.monotonic() - started:.0f} s.")


@click.command()
@click.option("--purge", is_flag=True, help="Also delete orders, customers and infrastructure.")
def down(*, purge: bool) -> None:
    """Stop the local platform."""
    bring_up.down(workspace(), purge=purge)
    console.print("Down; nothing is left of it." if purge else "Down; `up` brings it back as it was.")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the contents of .local/platform.json.")
def status(*, as_json: bool) -> None:
    """Print whether the platform is up, and where.

    Exit status 1 when it is not.
    """
    space = workspace()
    platform = load_platform(space)
    alive = emulator.running(space)
    if alive is None or not alive.is_healthy():
        raise CafeError("The platform is not running.", "Start it: nox -s up")
    if as_json:
        click.echo(platform.to_json())
    else:
        _show(platform)


@click.command(name="install-browser")
def install_browser() -> None:
    """Find a Chromium for the browser tests, or install one."""
    console.print(str(ensure_browser(workspace())))


def _show(platform: Platform) -> None:
    rows = [("Open this page", platform.site_url)]
    for number, customer in enumerate(platform.users, start=1):
        rows.append((f"Sign in as customer {number}", f"{customer.email}   {customer.password}"))
    rows += [("API", platform.api_url), ("Local AWS", platform.endpoint_url)]
    # Not rich's table: it cuts addresses where the terminal is narrow or none.
    for title, value in rows:
        console.print(f"{title:<23}{value}", markup=False)
    console.print(
        "\nTry next:  .venv/bin/cafe order   .venv/bin/cafe inbox   .venv/bin/cafe logs --follow   nox -s down"
    )
