"""Whether an order could be placed: the menu is there, a customer can sign in, and the API knows the token."""

import time

import requests

from cafe.errors import CafeError
from cafe.operate.customer.sign_in import sign_in
from cafe.platform import Platform

SECONDS_TO_BE_READY = 60.0
POLL_SECONDS = 0.2


def wait_until_ready(platform: Platform, seconds: float = SECONDS_TO_BE_READY) -> None:
    """Raises CafeError with what is missing when that takes longer than `seconds`."""
    deadline = time.monotonic() + seconds
    while (complaint := _complaint(platform)) and time.monotonic() < deadline:
        time.sleep(POLL_SECONDS)
    if complaint:
        raise CafeError(f"The platform is not ready: {complaint}", "Look: cafe logs")


def _complaint(platform: Platform) -> str:
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
