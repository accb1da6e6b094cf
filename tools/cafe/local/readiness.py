"""Checks that an order could be placed: menu, sign-in, and the API with the token."""

import requests

from cafe.errors import CafeError
from cafe.operate.customer.sign_in import sign_in
from cafe.platform import Platform
from cafe.waiting import wait_until

SECONDS_TO_BE_READY = 60.0


def wait_until_ready(platform: Platform, seconds: float = SECONDS_TO_BE_READY) -> None:
    """Raises CafeError with what is missing when that takes longer than `seconds`."""
    wait_until(
        lambda: _obstacle(platform),
        until=lambda obstacle: not obstacle,
        seconds=seconds,
        problem=lambda obstacle: CafeError(f"The platform is not ready: {obstacle}", "Look: cafe logs"),
    )


def _obstacle(platform: Platform) -> str:
    """Why an order can't be placed yet; empty when it can."""
    try:
        menu = requests.get(f"{platform.api_url}/menu", timeout=10)
        token = sign_in(platform, platform.users[0]).access_token
        orders = requests.get(
            f"{platform.api_url}/orders?limit=1", headers={"Authorization": f"Bearer {token}"}, timeout=10
        )
    except (CafeError, requests.RequestException) as error:
        return str(error)
    refused = [answer for answer in (menu, orders) if not answer.ok]
    return f"{refused[0].url} answers {refused[0].status_code}" if refused else ""
