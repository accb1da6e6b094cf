"""Only an access token of this pool with the right scope opens the API."""

import base64
import json
from collections.abc import Callable

import pytest
import requests

from cafe.platform import Customer, Platform
from cafe.sign_in import Tokens, sign_in

from .conftest import TIMEOUT_SECONDS
from .test_bad_input import assert_problem


@pytest.fixture
def tokens(platform: Platform, new_customer: Callable[[], Customer]) -> Tokens:
    return sign_in(platform, new_customer())


def _unsigned(token: str) -> str:
    _, payload, _ = token.split(".")
    header = base64.urlsafe_b64encode(json.dumps({"alg": "none", "typ": "JWT"}).encode()).rstrip(b"=").decode()
    return f"{header}.{payload}."


def _altered_payload(token: str) -> str:
    header, payload, signature = token.split(".")
    claims = json.loads(base64.urlsafe_b64decode(payload + "=="))
    claims["sub"] = "someone-else"
    altered = base64.urlsafe_b64encode(json.dumps(claims).encode()).rstrip(b"=").decode()
    return f"{header}.{altered}.{signature}"


def _altered_signature(token: str) -> str:
    head, signature = token.rsplit(".", 1)
    return f"{head}.{signature[:10]}{'A' if signature[10] != 'A' else 'B'}{signature[11:]}"


BAD_TOKENS: dict[str, Callable[[Tokens], str | None]] = {
    "none": lambda tokens: None,
    "empty": lambda tokens: "",
    "only the word Bearer": lambda tokens: "Bearer",
    "not a token": lambda tokens: "Bearer latte",
    "the id token": lambda tokens: f"Bearer {tokens.id_token}",
    "the refresh token": lambda tokens: f"Bearer {tokens.refresh_token}",
    "alg none": lambda tokens: f"Bearer {_unsigned(tokens.access_token)}",
    "altered payload": lambda tokens: f"Bearer {_altered_payload(tokens.access_token)}",
    "altered signature": lambda tokens: f"Bearer {_altered_signature(tokens.access_token)}",
    "no signature": lambda tokens: f"Bearer {tokens.access_token.rsplit('.', 1)[0]}",
}


@pytest.mark.parametrize("kind", BAD_TOKENS)
def test_a_bad_token_is_refused(platform: Platform, tokens: Tokens, kind: str) -> None:
    authorization = BAD_TOKENS[kind](tokens)
    headers = {} if authorization is None else {"Authorization": authorization}

    answer = requests.get(f"{platform.api_url}/orders", headers=headers, timeout=TIMEOUT_SECONDS)

    assert answer.status_code in (401, 403)
    assert_problem(answer, answer.status_code)


def test_a_token_that_may_only_read_places_no_order(platform: Platform, new_customer: Callable[[], Customer]) -> None:
    token = sign_in(platform, new_customer(), scopes=("openid", "orders/read")).access_token
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": "read-only"}
    body = {"items": [{"item_id": "espresso", "quantity": 1}]}

    placed = requests.post(f"{platform.api_url}/orders", json=body, headers=headers, timeout=TIMEOUT_SECONDS)
    listed = requests.get(f"{platform.api_url}/orders", headers=headers, timeout=TIMEOUT_SECONDS)

    assert placed.status_code in (401, 403)
    assert_problem(placed, placed.status_code)
    assert listed.json()["orders"] == []


def test_the_menu_needs_no_token(platform: Platform) -> None:
    answer = requests.get(f"{platform.api_url}/menu", timeout=TIMEOUT_SECONDS)

    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "public, max-age=60"
    assert {"item_id", "name", "description", "unit_price", "available"} == answer.json()["items"][0].keys()


def test_an_unchanged_menu_is_not_sent_again(platform: Platform) -> None:
    etag = requests.get(f"{platform.api_url}/menu", timeout=TIMEOUT_SECONDS).headers["ETag"]

    answer = requests.get(f"{platform.api_url}/menu", headers={"If-None-Match": etag}, timeout=TIMEOUT_SECONDS)

    assert answer.status_code == 304
