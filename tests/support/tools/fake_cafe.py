"""A café on a tiny HTTP server: the hosted page, the token endpoint and the API."""

import json
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from cafe.platform import Customer, Platform
from tests.support.tools.examples import PLATFORM
from tests.support.tools.http_server import Answer, Request, Server

ADA = Customer("ada@cafe.example", "secret-of-ada")
GRACE = Customer("grace@cafe.example", "secret-of-grace")
MENU = {"items": [{"item_id": "tea", "available": False}, {"item_id": "cocoa", "available": True}]}
SIGN_IN_FORM = '<form action="/login"><input type="hidden" name="csrf" value="c1"><input name="username"></form>'


@dataclass(frozen=True)
class FakeCafe:
    """Signs in whoever knows their password, takes every order and decides it at the second look."""

    server: Server

    @property
    def platform(self) -> Platform:
        return replace(
            PLATFORM,
            api_url=f"{self.server.url}/api",
            hosted_ui_url=self.server.url,
            token_url=f"{self.server.url}/oauth2/token",
            client_id="client-1",
            endpoint_url=self.server.url,
            users=(ADA, GRACE),
        )

    def open(self) -> None:
        self.server.answer("GET", "/oauth2/authorize", Answer(200, SIGN_IN_FORM))
        self.server.on("POST", "/login", self._login)
        self.server.on("POST", "/oauth2/token", self._token)
        self.server.answer("GET", "/api/menu", Answer(200, json.dumps(MENU)))
        self.server.answer("GET", "/api/orders", Answer(200, "{}"))
        self.server.answer("POST", "/api/orders", Answer(202, order("RECEIVED")))
        self.server.answer("GET", "/api/orders/o1", Answer(200, order("RECEIVED")), Answer(200, order("CONFIRMED")))

    def asked(self, path: str) -> Request:
        """The last request for a path."""
        return [request for request in self.server.requests if request.path == path][-1]

    def _login(self, request: Request) -> Answer:
        passwords = {customer.email: customer.password for customer in self.platform.users}
        if passwords.get(request.form["username"]) != request.form["password"]:
            return Answer(200, "Incorrect username or password.")
        query = urlencode({"code": f"code-of-{request.form['username']}", "state": self._state()})
        return Answer(302, headers={"Location": f"{self.platform.redirect_uri}?{query}"})

    def _state(self) -> str:
        return self.asked("/oauth2/authorize").query["state"]

    def _token(self, request: Request) -> Answer:
        tokens = {"access_token": f"access for {request.form['code']}", "id_token": "id"}
        return Answer(200, json.dumps(tokens))


def order(status: str, **more: str) -> str:
    return json.dumps({"order_id": "o1", "status": status, "total": 300, "currency": "EUR", **more})
