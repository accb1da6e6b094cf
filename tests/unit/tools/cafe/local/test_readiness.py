"""A platform is up when an order could be placed on it."""

import pytest

from cafe.errors import CafeError
from cafe.local.readiness import wait_until_ready
from tests.support.tools.fake_cafe import FakeCafe
from tests.support.tools.http_server import Answer


def test_an_open_cafe_is_ready(cafe: FakeCafe) -> None:
    wait_until_ready(cafe.platform, seconds=0)

    assert cafe.asked("/api/orders").headers["Authorization"] == "Bearer access for code-of-ada@cafe.example"


def test_one_that_opens_late_is_awaited(cafe: FakeCafe) -> None:
    cafe.server.answer("GET", "/api/menu", Answer(503), Answer(200))

    wait_until_ready(cafe.platform)

    assert [request.path for request in cafe.server.requests].count("/api/menu") == 2


def test_one_whose_token_is_refused_is_not_ready(cafe: FakeCafe) -> None:
    cafe.server.answer("GET", "/api/orders", Answer(401))

    with pytest.raises(CafeError, match=r"/api/orders\?limit=1 answers 401.*cafe logs"):
        wait_until_ready(cafe.platform, seconds=0)


def test_one_where_nobody_can_sign_in_is_not_ready(cafe: FakeCafe) -> None:
    cafe.server.answer("POST", "/login", Answer(200, "Incorrect username or password."))

    with pytest.raises(CafeError, match=r"not ready: .*did not sign"):
        wait_until_ready(cafe.platform, seconds=0)
