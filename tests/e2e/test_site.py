"""The page and the API behind one host, as the browser meets them."""

import pytest

from cafe.operate.customer.smoke import visit
from cafe.platform import Platform
from tests.support.e2e.problem import assert_problem


@pytest.mark.parametrize("path", ["/", "/orders", "/orders/abc", "/callback?code=x&state=y"])
def test_every_address_of_the_page_is_the_page(platform: Platform, path: str) -> None:
    answer = visit(platform, path)

    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/html")
    assert answer.headers["Cache-Control"] == "no-cache"


def test_the_page_carries_its_security_headers(platform: Platform) -> None:
    headers = visit(platform, "/").headers

    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "require-trusted-types-for 'script'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_the_api_answers_on_the_pages_own_host(platform: Platform) -> None:
    assert visit(platform, "/api/menu").json()["items"]


@pytest.mark.parametrize(("path", "status"), [("/api/orders", 401), ("/api/teapot", 404)])
def test_errors_of_the_api_pass_unchanged(platform: Platform, path: str, status: int) -> None:
    assert_problem(visit(platform, path), status)


def test_the_pages_settings_hold_no_secret(platform: Platform) -> None:
    settings = visit(platform, "/config.json").json()

    assert settings["client_id"] == platform.client_id
    assert not any("secret" in name for name in settings)
