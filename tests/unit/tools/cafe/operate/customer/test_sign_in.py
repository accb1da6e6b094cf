"""Signing in as a person does."""

import base64
import hashlib

import pytest

from cafe.errors import CafeError
from cafe.operate.customer.sign_in import sign_in
from cafe.platform import Customer
from tests.support.tools.fake_cafe import ADA, FakeCafe
from tests.support.tools.http_server import Answer


def test_the_right_password_opens_the_api(cafe: FakeCafe) -> None:
    tokens = sign_in(cafe.platform, ADA)

    assert tokens.access_token == "access for code-of-ada@cafe.example"
    assert tokens.id_token == "id"
    assert tokens.refresh_token == ""


def test_the_verifier_that_redeems_the_code_is_the_one_that_was_challenged(cafe: FakeCafe) -> None:
    sign_in(cafe.platform, ADA)

    verifier = cafe.asked("/oauth2/token").form["code_verifier"]
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    assert cafe.asked("/oauth2/authorize").query["code_challenge"] == challenge
    assert cafe.asked("/oauth2/authorize").query["code_challenge_method"] == "S256"


def test_hidden_fields_of_the_form_are_sent_back(cafe: FakeCafe) -> None:
    sign_in(cafe.platform, ADA)

    assert cafe.asked("/login").form["csrf"] == "c1"


def test_only_the_scopes_asked_for_are_requested(cafe: FakeCafe) -> None:
    sign_in(cafe.platform, ADA, scopes=("openid", "orders/read"))

    assert cafe.asked("/oauth2/authorize").query["scope"] == "openid orders/read"


def test_a_wrong_password_is_refused_by_name(cafe: FakeCafe) -> None:
    with pytest.raises(CafeError, match=r"did not sign ada@cafe\.example in"):
        sign_in(cafe.platform, Customer(ADA.email, "wrong"))


def test_an_answer_to_somebody_elses_request_is_refused(cafe: FakeCafe) -> None:
    stolen = f"{cafe.platform.redirect_uri}?code=stolen&state=another"
    cafe.server.answer("POST", "/login", Answer(302, headers={"Location": stolen}))

    with pytest.raises(CafeError, match="did not sign"):
        sign_in(cafe.platform, ADA)


def test_a_refused_code_is_reported_in_the_endpoints_own_words(cafe: FakeCafe) -> None:
    cafe.server.answer("POST", "/oauth2/token", Answer(400, '{"error": "invalid_grant"}'))

    with pytest.raises(CafeError, match="invalid_grant"):
        sign_in(cafe.platform, ADA)


@pytest.mark.parametrize(
    "page",
    [Answer(200, "<p>Down for maintenance</p>"), Answer(503, '<form action="/login"></form>')],
    ids=["no form", "an error"],
)
def test_a_page_without_a_sign_in_form_is_reported_as_it_came(cafe: FakeCafe, page: Answer) -> None:
    cafe.server.answer("GET", "/oauth2/authorize", page)

    with pytest.raises(CafeError, match=f"no sign-in form.*{page.status}"):
        sign_in(cafe.platform, ADA)
