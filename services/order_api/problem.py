"""The one place where errors become problems (RFC 9457), without internal details."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

from orders.domain.errors import (
    InvalidCursorError,
    ItemsNotOrderableError,
    KeyReusedError,
    OrderAlreadyDecidedError,
    OrderNotFoundError,
    StoreUnavailableError,
)

MOST_FAULTS: Final = 20


@dataclass(frozen=True, slots=True)
class Fault:
    """A part of the request to correct: `pointer` is `#/…` in the body, `header:<name>` or `query:<name>`."""

    pointer: str
    detail: str


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem response. A kind that a client program handles has its own type."""

    status: HTTPStatus
    detail: str
    type: str = "about:blank"
    faults: tuple[Fault, ...] = ()

    def document(self, request_id: str) -> dict[str, Any]:
        """The body of the response."""
        document = {
            "type": self.type,
            "title": self.status.phrase,
            "status": self.status.value,
            "detail": self.detail,
            "request_id": request_id,
        }
        errors = [{"pointer": fault.pointer, "detail": fault.detail} for fault in self.faults[:MOST_FAULTS]]
        return {**document, "errors": errors} if errors else document


class RequestRefusedError(Exception):
    """The request is wrong."""

    def __init__(self, problem: Problem) -> None:
        """`problem` is the response."""
        super().__init__(problem.detail)
        self.problem = problem


def malformed(*faults: Fault) -> RequestRefusedError:
    """A 400 with each fault; the first is its detail."""
    first = faults[0]
    return RequestRefusedError(Problem(HTTPStatus.BAD_REQUEST, f"{first.pointer} {first.detail}", faults=faults))


UNAUTHENTICATED: Final = Problem(HTTPStatus.UNAUTHORIZED, "The request carries no verified identity.")
NO_SUCH_ROUTE: Final = Problem(HTTPStatus.NOT_FOUND, "There is nothing at this address.")
TOO_LARGE: Final = Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "The body is larger than any order.")
NO_SUCH_ORDER: Final = Problem(HTTPStatus.NOT_FOUND, "You have no such order.")
ALREADY_DECIDED: Final = Problem(
    HTTPStatus.CONFLICT,
    "The order has been decided and can no longer be cancelled.",
    "/problems/order-already-decided",
)
KEY_REUSED: Final = Problem(
    HTTPStatus.UNPROCESSABLE_ENTITY,
    "The Idempotency-Key was used before, for another order.",
    "/problems/idempotency-key-reused",
)
BAD_CURSOR: Final = malformed(Fault("query:cursor", "is not a cursor of your orders")).problem
UNAVAILABLE: Final = Problem(
    HTTPStatus.SERVICE_UNAVAILABLE, "The café can't answer just now. Try the same request again."
)
UNEXPECTED: Final = Problem(HTTPStatus.INTERNAL_SERVER_ERROR, "Something went wrong on our side.")

_PROBLEMS: Final[dict[type[Exception], Problem]] = {
    InvalidCursorError: BAD_CURSOR,
    KeyReusedError: KEY_REUSED,
    OrderAlreadyDecidedError: ALREADY_DECIDED,
    OrderNotFoundError: NO_SUCH_ORDER,
    StoreUnavailableError: UNAVAILABLE,
}


def to_problem(error: Exception) -> Problem:
    """The problem of an error; an unexpected error is a 500 without details."""
    match error:
        case RequestRefusedError():
            return error.problem
        case ItemsNotOrderableError():
            return _not_orderable(error)
        case _:
            return _PROBLEMS.get(type(error), UNEXPECTED)


def _not_orderable(error: ItemsNotOrderableError) -> Problem:
    faults = tuple(Fault(f"#/items/{index}/item_id", reason) for index, reason in error.reasons.items())
    detail = "Some items can't be ordered: they are sold out or not on the menu."
    return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, detail, "/problems/items-not-orderable", faults)
