"""Only an access token of this pool with a route's scope is accepted; no other request reaches a function.

Every route of the contract that has a scope is called.
"""

import json
import secrets
import time
from collections.abc import Callable, Iterable, Iterator
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
from cafe.operate.log_events import FunctionLogs
from cafe.platform import Customer, Platform
from cafe.waiting import wait_until
from tests.support.e2e.guest import TIMEOUT_SECONDS, Guest
from tests.support.e2e.problem import assert_problem
from tests.support.e2e.routes import ROUTES, WITH_A_TOKEN, Route
from tests.support.e2e.tokens import HOUR, Forger, decode
from tests.support.functions import FUNCTIONS, invoked_by
from tests.support.menu import Drink

pytestmark = pytest.mark.local

SECONDS_TO_EXPIRE = 30
SCOPES = ("openid", *sorted({route.scope for route in WITH_A_TOKEN if route.scope}))


@pytest.fixture(scope="module")
def good(platform: Platform) -> Tokens:
    return sign_in(platform, platform.users[0])


@pytest.fixture(scope="module")
def caller(platform: Platform, drinks: tuple[Drink, ...]) -> Guest:
    """Whose requests are as they should be, but for their token."""
    return Guest(platform.api_url, "", tuple(drink.item_id for drink in drinks))


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
def of_another_pool(aws: LocalAws, platform: Platform) -> Iterator[str]:
    """A token of a pool that has the same scopes and a customer of the same address."""
    pool = aws.cognito.create_user_pool(PoolName="other-cafe", UsernameAttributes=["email"])["UserPool"]["Id"]
    try:
        scopes = [{"ScopeName": name, "ScopeDescription": name} for name in ("read", "write")]
        aws.cognito.create_resource_server(UserPoolId=pool, Identifier="orders", Name="Orders", Scopes=scopes)  # type: ignore[arg-type]  # plain dicts
        customer = customers.create(aws, pool, platform.users[0].email)
        with client_of(aws, platform, pool, *SCOPES) as application:
            yield sign_in(application, customer, scopes=SCOPES).access_token
    finally:
        aws.cognito.delete_user_pool(UserPoolId=pool)


@pytest.fixture(scope="module")
def expired(aws: LocalAws, platform: Platform) -> str:
    """A token of this pool that was good, and was taken, until a moment ago."""
    with client_of(aws, platform, platform.user_pool_id, *SCOPES, seconds=1) as application:
        token = sign_in(application, platform.users[0], scopes=SCOPES).access_token
    claims = json.loads(decode(token.split(".")[1]))
    wait_until(
        lambda: time.time() > claims["exp"] + 1, seconds=SECONDS_TO_EXPIRE, problem="not in time: the token expires"
    )
    return token


@pytest.fixture(scope="module")
def without_scopes(aws: LocalAws, platform: Platform) -> str:
    """A token of another application of this pool: one that was not given the café's scopes."""
    with client_of(aws, platform, platform.user_pool_id, "openid", "email") as application:
        return sign_in(application, platform.users[0], scopes=("openid", "email")).access_token


FORGERIES: dict[str, Callable[[Forger], str]] = {
    "no word before it, and not a token": lambda forger: "tea",
    "empty": lambda forger: "",
    "only the word Bearer": lambda forger: "Bearer",
    "the word and a space": lambda forger: "Bearer ",
    "not a token": lambda forger: "Bearer tea",
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
def test_a_bad_token_is_refused_before_any_function(caller: Guest, aws: LocalAws, forger: Forger, kind: str) -> None:
    assert_refused_at_the_gateway(caller, aws, FORGERIES[kind](forger))


def test_no_token_is_refused_before_any_function(caller: Guest, aws: LocalAws) -> None:
    assert_refused_at_the_gateway(caller, aws, None)


@pytest.mark.parametrize("kind", ["expired", "of_another_pool", "without_scopes"])
def test_a_token_that_is_no_longer_or_never_was_for_us_is_refused_before_any_function(
    caller: Guest, aws: LocalAws, request: pytest.FixtureRequest, kind: str
) -> None:
    assert_refused_at_the_gateway(caller, aws, f"Bearer {request.getfixturevalue(kind)}")


def test_a_refresh_token_is_refused(caller: Guest, good: Tokens) -> None:
    """On AWS it is no JWT at all; the local gateway may let it through, and then the function refuses it."""
    for route in WITH_A_TOKEN:
        answer = send(caller, route, f"Bearer {good.refresh_token}")
        assert answer.status_code in (401, 403), f"{route}: {answer.text}"
        assert_problem(answer, answer.status_code)


@pytest.mark.parametrize("good_one", [0, 1])
def test_two_tokens_of_which_one_is_good_grant_no_more_than_the_good_one(
    platform: Platform, caller: Guest, forger: Forger, good_one: int
) -> None:
    """A gateway may take either header; what a forgery claims is never believed."""
    forgery = forger.signed(sub="someone-else")
    both = [forger.good.access_token, forgery] if good_one == 0 else [forgery, forger.good.access_token]
    site = urlsplit(platform.api_url)
    headers = HTTPHeaderDict([("Authorization", f"Bearer {token}") for token in both])

    with HTTPConnectionPool(site.hostname or "", site.port, timeout=TIMEOUT_SECONDS) as connection:
        answer = connection.request("GET", f"{site.path}/orders?limit=50", headers=headers)

    own = replace(caller, token=forger.good.access_token).send("GET", "/orders?limit=50").json()
    assert answer.status in (200, 401, 403)
    assert answer.status != 200 or answer.json()["orders"] == own["orders"]


def test_the_word_before_a_good_token_has_no_case(caller: Guest, good: Tokens) -> None:
    """RFC 9110, 11.1: the name of a scheme is the same in any case."""
    answer = caller.send("GET", "/orders", headers={"Authorization": f"bearer {good.access_token}"})

    assert answer.status_code == 200


@pytest.mark.parametrize("scope", [scope for scope in SCOPES if scope != "openid"])
def test_a_token_of_one_scope_opens_the_routes_of_that_scope_alone(
    platform: Platform, new_customer: Callable[[], Customer], caller: Guest, aws: LocalAws, scope: str
) -> None:
    token = sign_in(platform, new_customer(), scopes=("openid", scope)).access_token
    others = [route for route in WITH_A_TOKEN if route.scope != scope]

    assert_refused_at_the_gateway(caller, aws, f"Bearer {token}", others)
    for route in WITH_A_TOKEN:
        if route.scope == scope:
            assert send(caller, route, f"Bearer {token}").status_code not in (401, 403), str(route)


@pytest.mark.parametrize("route", [route for route in ROUTES if not route.scope], ids=str)
def test_a_route_without_a_scope_needs_no_token(caller: Guest, route: Route) -> None:
    assert send(caller, route, None).status_code == 200


def send(caller: Guest, route: Route, authorization: str | None) -> requests.Response:
    """A request whose only mistake, if any, is its token."""
    parts = route.request(caller)
    if authorization is not None:
        parts["headers"] = {**parts["headers"], "Authorization": authorization}
    return requests.request(route.method, caller.api_url + route.path(), timeout=TIMEOUT_SECONDS, **parts)


def assert_refused_at_the_gateway(
    caller: Guest, aws: LocalAws, authorization: str | None, called: Iterable[Route] = WITH_A_TOKEN
) -> None:
    """Each call gets a 401 or 403; the one invocation that the function's log has is of the menu, read afterwards."""
    started = int(time.time() * 1000)

    for route in called:
        answer = send(caller, route, authorization)
        assert answer.status_code in (401, 403), f"{route}: {answer.text}"
        assert_problem(answer, answer.status_code)
    requests.get(f"{caller.api_url}/menu", timeout=TIMEOUT_SECONDS).raise_for_status()

    invocations = wait_until(
        lambda: invocations_since(aws, started),
        seconds=TIMEOUT_SECONDS,
        problem="not in time: the menu's line is in the log",
    )
    assert len(invocations) == 1


def invocations_since(aws: LocalAws, started: int) -> list[str]:
    api = invoked_by("api").aws_name
    return [
        line.message
        for line in FunctionLogs(aws, FUNCTIONS).read(started)
        if line.function == api and line.message.startswith("START ")
    ]
