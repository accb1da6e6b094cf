"""How long browsers and CloudFront may keep each answer of the running platform."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
import requests

from cafe.aws import LocalAws
from cafe.operate.customer.smoke import visit
from cafe.platform import Platform
from tests.support.e2e.guest import TIMEOUT_SECONDS, Guest
from tests.support.e2e.routes import WITH_A_TOKEN, Route

AS_RECEIVED = '"1"'
FOR_A_YEAR = "public, max-age=31536000, immutable"


def ask_api(platform: Platform, path: str, **headers: str) -> requests.Response:
    return requests.get(platform.api_url + path, headers=headers, timeout=TIMEOUT_SECONDS)


def hashed_files(platform: Platform) -> list[str]:
    return re.findall(r"/assets/[\w.-]+", visit(platform, "/").text)


def test_hashed_files_are_kept_for_a_year(platform: Platform) -> None:
    files = hashed_files(platform)

    assert files
    assert {visit(platform, file).headers["Cache-Control"] for file in files} == {FOR_A_YEAR}


@pytest.mark.parametrize("path", ["/index.html", "/config.json"])
def test_files_that_name_the_hashed_files_are_revalidated_each_time(platform: Platform, path: str) -> None:
    assert visit(platform, path).headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("ask", [ask_api, lambda platform, path, **headers: visit(platform, f"/api{path}", **headers)])
def test_the_menu_is_kept_for_a_minute_and_then_revalidated_by_its_entity_tag(
    platform: Platform, ask: Callable[..., requests.Response]
) -> None:
    first = ask(platform, "/menu")
    again = ask(platform, "/menu", **{"If-None-Match": first.headers["ETag"]})
    other = ask(platform, "/menu", **{"If-None-Match": '"another"'})

    assert first.headers["Cache-Control"] == "public, max-age=60"
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
    assert (other.status_code, other.json()) == (200, first.json())


@pytest.mark.parametrize("route", WITH_A_TOKEN, ids=str)
def test_no_answer_to_a_customer_may_be_kept(guest: Guest, route: Route) -> None:
    order_id = guest.place_one()
    good = guest.send(route.method, route.path(order_id), **route.request(guest))
    malformed = guest.send(route.method, f"{route.path('x')}?limit=x&cursor=x", data="{")
    unchanged = guest.send(route.method, route.path(order_id), headers={"If-None-Match": good.headers.get("ETag", "x")})

    assert good.ok or good.status_code == 409, good.text
    assert [answer.headers["Cache-Control"] for answer in (good, malformed, unchanged)] == ["no-store"] * 3


@pytest.mark.parametrize("path", ["/orders", "/orders/abc", "/teapot"])
def test_no_refusal_may_be_kept(platform: Platform, path: str) -> None:
    for answer in (ask_api(platform, path), visit(platform, f"/api{path}")):
        assert answer.status_code in {401, 404}
        assert answer.headers["Cache-Control"] == "no-store"


def test_a_customers_order_is_revalidated_by_its_version(guest: Guest) -> None:
    order_id = guest.place_one()
    guest.wait_for_decision(order_id)

    decided = guest.send("GET", f"/orders/{order_id}", headers={"If-None-Match": AS_RECEIVED})
    again = guest.send("GET", f"/orders/{order_id}", headers={"If-None-Match": decided.headers["ETag"]})

    assert (decided.status_code, decided.json()["status"]) == (200, "CONFIRMED")
    assert (again.status_code, again.content) == (304, b"")


def test_the_distribution_keeps_no_error_and_caches_only_page_and_menu(platform: Platform, aws: LocalAws) -> None:
    host = urlsplit(platform.site_url).hostname or ""
    (site,) = [
        found
        for found in aws.cloudfront.list_distributions()["DistributionList"]["Items"]
        if found["DomainName"].split(".")[0] == host.split(".")[0]
    ]
    config = aws.cloudfront.get_distribution_config(Id=site["Id"])["DistributionConfig"]
    names = {
        policy["CachePolicy"]["Id"]: policy["CachePolicy"]["CachePolicyConfig"]["Name"]
        for policy in aws.cloudfront.list_cache_policies()["CachePolicyList"]["Items"]
    }
    behaviors = [("*", config["DefaultCacheBehavior"])]
    behaviors += [(behavior["PathPattern"], behavior) for behavior in config["CacheBehaviors"]["Items"]]

    assert {path: names[behavior["CachePolicyId"]] for path, behavior in behaviors} == {
        "*": "cafe-orders-local-page",
        "/api/menu": "cafe-orders-local-menu",
        "/api/*": "Managed-CachingDisabled",
        "/api": "Managed-CachingDisabled",
    }
    kept = {error["ErrorCode"]: error["ErrorCachingMinTTL"] for error in config["CustomErrorResponses"]["Items"]}
    assert kept == dict.fromkeys([400, 403, 404, 405, 414, 500, 501, 502, 503, 504], 0)
