"""The routes of the API as its contract lists them: a new route is in the security tests by itself."""

import json
import re
import uuid
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cafe.checkout import workspace
from tests.support.e2e.guest import Guest

CONTRACT = workspace().root / "services" / "order_api" / "contract" / "routes.json"
NEVER_PLACED = "a" * 26
"""The id of an order that nobody has."""


@dataclass(frozen=True)
class Route:
    """One route; `scope` is what a token must have, None when anyone may call it."""

    method: str
    template: str
    scope: str | None
    request_model: str | None
    required_headers: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.method} {self.template}"

    @cached_property
    def names_an_order(self) -> bool:
        """Whether the path has an order's id; a path with another parameter needs words here first."""
        parameters = re.findall(r"{(\w+)}", self.template)
        assert parameters in ([], ["order_id"]), f"Add the parameters of {self} to tests/support/e2e/routes.py"
        return bool(parameters)

    def path(self, order_id: str = NEVER_PLACED) -> str:
        return self.template.replace("{order_id}", order_id) if self.names_an_order else self.template

    def request(self, guest: Guest) -> dict[str, Any]:
        """The body and the headers of a request that the API accepts from a guest with a good token."""
        values = {"Idempotency-Key": str(uuid.uuid4())}
        missing = [name for name in self.required_headers if name not in values]
        assert not missing, f"Add a value of {missing}, which {self} needs, to tests/support/e2e/routes.py"
        headers = {name: values[name] for name in self.required_headers}
        return {"headers": headers} | ({"json": self._body(guest)} if self.request_model else {})

    def _body(self, guest: Guest) -> dict[str, Any]:
        bodies = {"place_order": guest.body()}
        assert self.request_model in bodies, f"Add a body of {self} to tests/support/e2e/routes.py"
        return bodies[self.request_model]


def routes() -> tuple[Route, ...]:
    return tuple(_route(call, content) for call, content in json.loads(CONTRACT.read_text()).items())


def _route(call: str, content: dict[str, Any]) -> Route:
    method, path = call.split()
    headers = tuple(content["required_headers"])
    return Route(method, path.removeprefix("/api"), content["scope"], content["request_model"], headers)


ROUTES = routes()
WITH_A_TOKEN = tuple(route for route in ROUTES if route.scope)
OF_AN_ORDER = tuple(route for route in WITH_A_TOKEN if route.names_an_order)
