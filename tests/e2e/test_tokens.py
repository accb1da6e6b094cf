"""Only an access token of this pool with the right scope opens the API, and nothing else reaches a function."""

import json
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
import requests
from cryptography.hazmat.primitives.asymmetric import rsa
from urllib3 import HTTPConnectionPool, HTTPHeaderDict

from cafe.aws import LocalAws
from cafe.operate.customer import customers
from cafe.operate.customer.sign_in import Tokens, sign_in
from cafe.operate.log_events import read_logs
from cafe.platform import Customer, Platform
from tests.e2e.conftest import TIMEOUT_SECONDS
from tests.e2e.test_bad_input import assert_problem
from tests.support.e2e.tokens import HOUR, Forger, decode
from tests.support.e2e.waiting import wait_for

pytestmark = pytest.mark.local

SECONDS_TO_EXPIRE = 30
SCOPES = ("openid", "orders/read", "orders/write")
CALLS = [
    ("GET", "/orders"),
    ("POST", "/orders"),
    ("GET", f"/orders/{'a' * 26}"),
    ("POST", f"/orders/{'a' * 26}/cancel"),
]


@pytest.fixture(scope="module")
def good(platform: Platform) -> Tokens:
    return sign_in(platform, platform.users[0])


@pytest.fixture(scope="module")
def forger(platform: Platform, good: Tokens) -> Forger:
    published = requests.get(
        f"{platform.endpoint_url}/{platform.user_pool_id}/.well-known/jwks.json", timeout=TIMEOUT_SECONDS
    ).json()["keys"]
    key_id = json.loads(decode(good.access_token.split(".")[0]))["kid"]
    (key,) = [key for key in published if key["kid"] == key_id]
    modulus, exponent = (int.from_bytes(decode(key[part])) for part in ("n", "e"))
    return Forger(good, rsa.RSAPublicNumbers(exponent, modulus).public_key())


@contextmanager
def client_of(aws: LocalAws, platform: Platform, pool: str, *scopes: str, seconds: int = HOUR) -> Iterator[Platform]:
    """Another application of a user pool, whose tokens live for `seconds`."""
    made = aws.cognito.create_user_pool_client(
        UserPoolId=pool,
        ClientName=f"test-{secrets.token_hex(4)}",
        AllowedOAuthFlowsUserPoolClient=True,
        AllowedOAuthFlows=["code"],
        AllowedOAuthScopes=list(scopes),
        CallbackURLs=[platform.redirect_uri],
        SupportedIdentityProviders=["COGNITO"],
        AccessTokenValidity=seconds,
        TokenValidityUnits={"AccessToken": "seconds"},
    )["UserPoolClient"]["ClientId"]
    try:
        yield replace(platform, client_id=made)
    finally:
        aws.cognito.delete_user_pool_client(UserPoolId=pool, ClientId=made)


@pytest.fixture(scope="module")
def other_pool(aws: LocalAws, platform: Platform) -> Iterator[Tokens]:
    """Tokens of a pool that has the same scopes and a customer of the same address."""
    pool = aws.cognito.create_user_pool(PoolName="other-cafe", UsernameAttributes=["email"])["UserPool"]["Id"]
    try:
        scopes = [{"ScopeName": name, "ScopeDescription": name} for name in ("read", "write")]
        aws.cognito.create_resource_server(UserPoolId=pool, Identifier="orders", Name="Orders", Scopes=scopes)  # type: ignore[arg-type]  # plain dicts
        customer = customers.create(aws, pool, platform.users[0].email)
        with client_of(aws, platform, pool, *SCOPES) as application:
            yield sign_in(application, customer, scopes=SCOPES)
    finally:
        aws.cognito.delete_user_pool(UserPoolId=pool)


@pytest.fixture(scope="module")
def expired(aws: LocalAws, platform: Platform) -> str:
    """A token of this pool that was good, and was taken, until a moment ago."""
    with client_of(aws, platform, platform.user_pool_id, *SCOPES, seconds=1) as application:
        token = sign_in(application, platform.users[0], scopes=SCOPES).access_token
    claims = json.loads(decode(token.split(".")[1]))
    wait_for(lambda: time.time() > claims["exp"] + 1, SECONDS_TO_EXPIRE, "the token expires")
    return token


@pytest.fixture(scope="module")
def without_scopes(aws: LocalAws, platform: Platform) -> str:
    """A token of another application of this pool: one that was not given the café's scopes."""
    with client_of(aws, platform, platform.user_pool_id, "openid", "email") as application:
        return sign_in(application, platform.users[0], scopes=("openid", "email")).access_token


FORGERIES: dict[str, Callable[[Forger], str]] = {
    "no word before it, and not a token": lambda forger: "latte",
    "empty": lambda forger: "",
    "only the word Bearer": lambda forger: "Bearer",
    "the word and a space": lambda forger: "Bearer ",
    "not a token": lambda forger: "Bearer latte",
    "three parts of nothing": lambda forger: "Bearer ..",
    "three parts that are no JSON": lambda forger: "Bearer bGF0dGU.bGF0dGU.bGF0dGU",
    "name and password": lambda forger: "Basic YWRhOnNlY3JldA==",
    "the id token": lambda forger: f"Bearer {forger.good.id_token}",
    "alg none": lambda forger: f"Bearer {forger.unsigned()}",
    "alg None, spelled to slip through": lambda forger: f"Bearer {forger.unsigned('nOnE')}",
    "alg none over the good signature": lambda forger: f"Bearer {forger.of_another_header(alg='none')}",
    "HS256 with the public key": lambda forger: f"Bearer {forger.by_the_public_key()}",
    "altered subject": lambda forger: f"Bearer {forger.altered(sub='someone-else')}",
    "altered scope": lambda forger: f"Bearer {forger.altered(scope='orders/read orders/write admin')}",
    "altered expiry": lambda forger: f"Bearer {forger.altered(exp=int(time.time()) + 9 * HOUR)}",
    "altered signature": lambda forger: f"Bearer {forger.with_a_flipped_signature()}",
    "no signature": lambda forger: f"Bearer {forger.good.access_token.rsplit('.', 1)[0]}",
    "empty signature": lambda forger: f"Bearer {forger.good.access_token.rsplit('.', 1)[0]}.",
    "someone's own key under the pool's key id": lambda forger: f"Bearer {forger.signed()}",
    "someone's own key, brought along": lambda forger: f"Bearer {forger.with_its_own_key()}",
    "an unknown key id": lambda forger: f"Bearer {forger.of_another_header(kid='unknown')}",
    "no key id": lambda forger: f"Bearer {forger.of_another_header(kid=None)}",
    "a key id that is a path": lambda forger: f"Bearer {forger.signed({'kid': '../../etc/passwd'})}",
    "not yet valid": lambda forger: f"Bearer {forger.not_yet_valid()}",
    "another issuer": lambda forger: f"Bearer {forger.signed(iss='https://accounts.example.com')}",
    "no issuer": lambda forger: f"Bearer {forger.signed(iss=None)}",
    "an issuer that begins like ours": lambda forger: f"Bearer {forger.signed(iss=forger.claims['iss'] + '.evil')}",
    "twice in one header": lambda forger: f"Bearer {forger.good.access_token}, Bearer {forger.good.access_token}",
    "twice after one word": lambda forger: f"Bearer {forger.good.access_token} {forger.good.access_token}",
    "lower-case bearer before a forgery": lambda forger: f"bearer {forger.signed()}",
    "very long": lambda forger: f"Bearer {forger.good.access_token}{'A' * 6000}",
    "a token with a part too many": lambda forger: f"Bearer {forger.good.access_token}.e30",
}


@pytest.mark.parametrize("kind", FORGERIES)
def test_a_bad_token_is_refused_before_any_function(
    platform: Platform, aws: LocalAws, forger: Forger, kind: str
) -> None:
    assert_refused_at_the_gate(platform, aws, FORGERIES[kind](forger))


def test_no_token_is_refused_before_any_function(platform: Platform, aws: LocalAws) -> None:
    assert_refused_at_the_gate(platform, aws, None)


def test_an_expired_token_is_refused_before_any_function(platform: Platform, aws: LocalAws, expired: str) -> None:
    assert_refused_at_the_gate(platform, aws, f"Bearer {expired}")


def test_a_token_of_another_pool_is_refused_before_any_function(
    platform: Platform, aws: LocalAws, other_pool: Tokens
) -> None:
    assert_refused_at_the_gate(platform, aws, f"Bearer {other_pool.access_token}")


def test_a_token_of_an_application_without_our_scopes_is_refused_before_any_function(
    platform: Platform, aws: LocalAws, without_scopes: str
) -> None:
    assert_refused_at_the_gate(platform, aws, f"Bearer {without_scopes}")


def test_a_refresh_token_opens_nothing(platform: Platform, good: Tokens) -> None:
    """On AWS it is no JWT at all; the local gateway may let it through, and then the function refuses it."""
    for method, path in CALLS:
        answer = send(platform, method, path, f"Bearer {good.refresh_token}")
        assert answer.status_code in (401, 403)
        assert_problem(answer, answer.status_code)


@pytest.mark.parametrize("good_one", [0, 1])
def test_two_tokens_of_which_one_is_good_open_nothing_more_than_the_good_one_does(
    platform: Platform, forger: Forger, good_one: int
) -> None:
    """A gateway may take either header; what a forgery claims is never believed."""
    forgery = forger.signed(sub="someone-else")
    both = [forger.good.access_token, forgery] if good_one == 0 else [forgery, forger.good.access_token]
    site = urlsplit(platform.api_url)
    headers = HTTPHeaderDict([("Authorization", f"Bearer {token}") for token in both])

    with HTTPConnectionPool(site.hostname or "", site.port, timeout=TIMEOUT_SECONDS) as connection:
        answer = connection.request("GET", f"{site.path}/orders?limit=50", headers=headers)

    own = send(platform, "GET", "/orders?limit=50", f"Bearer {forger.good.access_token}").json()
    assert answer.status in (200, 401, 403)
    assert answer.status != 200 or answer.json()["orders"] == own["orders"]


def test_the_word_before_a_good_token_has_no_case(platform: Platform, good: Tokens) -> None:
    """RFC 9110, 11.1: the name of a scheme is the same in any case."""
    assert send(platform, "GET", "/orders", f"bearer {good.access_token}").status_code == 200


def test_a_token_that_may_only_read_places_and_cancels_nothing(
    platform: Platform, new_customer: Callable[[], Customer], aws: LocalAws
) -> None:
    token = sign_in(platform, new_customer(), scopes=("openid", "orders/read")).access_token
    writes = [call for call in CALLS if call[0] == "POST"]

    assert_refused_at_the_gate(platform, aws, f"Bearer {token}", writes)
    assert send(platform, "GET", "/orders", f"Bearer {token}").json()["orders"] == []


def test_a_token_that_may_only_write_reads_nothing(
    platform: Platform, new_customer: Callable[[], Customer], aws: LocalAws
) -> None:
    token = sign_in(platform, new_customer(), scopes=("openid", "orders/write")).access_token
    reads = [call for call in CALLS if call[0] == "GET"]

    assert_refused_at_the_gate(platform, aws, f"Bearer {token}", reads)
    assert send(platform, "POST", "/orders", f"Bearer {token}").status_code == 202


def test_the_menu_needs_no_token(platform: Platform) -> None:
    answer = requests.get(f"{platform.api_url}/menu", timeout=TIMEOUT_SECONDS)

    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "public, max-age=60"
    assert {"item_id", "name", "description", "unit_price", "available"} == answer.json()["items"][0].keys()


def test_an_unchanged_menu_is_not_sent_again(platform: Platform) -> None:
    etag = requests.get(f"{platform.api_url}/menu", timeout=TIMEOUT_SECONDS).headers["ETag"]

    answer = requests.get(f"{platform.api_url}/menu", headers={"If-None-Match": etag}, timeout=TIMEOUT_SECONDS)

    assert answer.status_code == 304


def send(platform: Platform, method: str, path: str, authorization: str | None) -> requests.Response:
    """A request that would be answered, if it weren't for its token."""
    headers = {"Idempotency-Key": secrets.token_hex(8)}
    if authorization is not None:
        headers["Authorization"] = authorization
    order = {"items": [{"item_id": "espresso", "quantity": 1}]} if path == "/orders" and method == "POST" else None
    return requests.request(method, platform.api_url + path, json=order, headers=headers, timeout=TIMEOUT_SECONDS)


def assert_refused_at_the_gate(
    platform: Platform, aws: LocalAws, authorization: str | None, calls: list[tuple[str, str]] = CALLS
) -> None:
    """Each call gets a 401 or 403; the one invocation that the function's log has is of the menu, asked for after."""
    started = int(time.time() * 1000)

    for method, path in calls:
        answer = send(platform, method, path, authorization)
        assert answer.status_code in (401, 403), answer.text
        assert_problem(answer, answer.status_code)
    requests.get(f"{platform.api_url}/menu", timeout=TIMEOUT_SECONDS).raise_for_status()

    invocations = wait_for(lambda: invocations_since(aws, started), TIMEOUT_SECONDS, "the menu's line in the log")
    assert len(invocations) == 1


def invocations_since(aws: LocalAws, started: int) -> list[str]:
    lines = read_logs(aws, started)
    return [line.message for line in lines if line.function == "order-api" and line.message.startswith("START ")]
