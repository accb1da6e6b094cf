"""Signs in on the hosted page, Authorization Code with PKCE (RFC 7636)."""

import base64
import hashlib
import secrets
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import parse_qs, urljoin, urlsplit

import requests

from cafe.errors import CafeError
from cafe.platform import Customer, Platform

SCOPES = ("openid", "email", "orders/read", "orders/write")
TIMEOUT_SECONDS = 10


@dataclass(frozen=True)
class Tokens:
    """The token endpoint's response; the API takes the access token only."""

    access_token: str
    id_token: str
    refresh_token: str


def sign_in(platform: Platform, customer: Customer, scopes: tuple[str, ...] = SCOPES) -> Tokens:
    """Tokens of a customer. Raises CafeError when the hosted page refuses."""
    verifier = secrets.token_urlsafe(48)
    state = secrets.token_urlsafe(16)
    with requests.Session() as browser:
        page = browser.get(
            f"{platform.hosted_ui_url}/oauth2/authorize",
            params={
                "response_type": "code",
                "client_id": platform.client_id,
                "redirect_uri": platform.redirect_uri,
                "scope": " ".join(scopes),
                "state": state,
                "code_challenge": _challenge(verifier),
                "code_challenge_method": "S256",
            },
            timeout=TIMEOUT_SECONDS,
        )
        code = _submit(browser, page, customer, state)
    return _exchange(platform, code, verifier)


def _challenge(verifier: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def _submit(browser: requests.Session, page: requests.Response, customer: Customer, state: str) -> str:
    form = _SignInForm.read(page)
    answer = browser.post(
        urljoin(page.url, form.action),
        data=form.fields | {"username": customer.email, "password": customer.password},
        allow_redirects=False,
        timeout=TIMEOUT_SECONDS,
    )
    query = parse_qs(urlsplit(answer.headers.get("Location", "")).query)
    if query.get("state") != [state] or "code" not in query:
        raise CafeError(f"The hosted page did not sign {customer.email} in (HTTP {answer.status_code}).")
    return query["code"][0]


def _exchange(platform: Platform, code: str, verifier: str) -> Tokens:
    answer = requests.post(
        platform.token_url,
        data={
            "grant_type": "authorization_code",
            "client_id": platform.client_id,
            "redirect_uri": platform.redirect_uri,
            "code": code,
            "code_verifier": verifier,
        },
        timeout=TIMEOUT_SECONDS,
    )
    if not answer.ok:
        raise CafeError(f"The token endpoint refused the code (HTTP {answer.status_code}): {answer.text[:200]}")
    tokens = answer.json()
    return Tokens(tokens["access_token"], tokens["id_token"], tokens.get("refresh_token", ""))


class _SignInForm(HTMLParser):
    """The form of the page that asks for the password: its address and its hidden fields."""

    def __init__(self) -> None:
        super().__init__()
        self.action = ""
        self.fields: dict[str, str] = {}

    @classmethod
    def read(cls, page: requests.Response) -> "_SignInForm":
        form = cls()
        form.feed(page.text)
        if not page.ok or not form.action:
            raise CafeError(f"The hosted page has no sign-in form (HTTP {page.status_code}): {page.text[:200]}")
        return form

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "form" and not self.action:
            self.action = attributes.get("action") or ""
        if tag == "input" and attributes.get("type") == "hidden" and attributes.get("name"):
            self.fields[attributes["name"] or ""] = attributes.get("value") or ""
