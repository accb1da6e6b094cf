"""The boundary: an event in, an answer out, whatever happens in between."""

from collections.abc import Mapping
from typing import Any

from order_api.http_request import Request
from order_api.http_response import Answer, refuse
from order_api.operations import OPERATIONS, Cafe
from order_api.problem import NO_SUCH_ROUTE, UNEXPECTED, Problem, Refused, problem_of
from orders.domain.errors import OrderError
from orders.runtime.logger import logger


def answer(cafe: Cafe, event: Mapping[str, Any]) -> dict[str, Any]:
    """The answer in API Gateway's form; never raises."""
    request = Request(event)
    with logger.append_context_keys(
        request_id=request.request_id,
        correlation_id=request.correlation_id,
        route=request.route,
        order_id=request.order_id,
    ):
        return _answer(cafe, request)


def _answer(cafe: Cafe, request: Request) -> dict[str, Any]:
    try:
        return _operate(cafe, request).write(request.correlation_id)
    except (OrderError, Refused) as error:
        problem = problem_of(error)
        _log(problem, error)
    except Exception:  # noqa: BLE001  # the boundary
        problem = UNEXPECTED
        logger.exception("request failed")
    return refuse(problem, request.request_id).write(request.correlation_id)


def _operate(cafe: Cafe, request: Request) -> Answer:
    operation = OPERATIONS.get(request.route)
    if operation is None:
        raise Refused(NO_SUCH_ROUTE)
    return operation(cafe, request)


def _log(problem: Problem, error: Exception) -> None:
    if problem.status.is_server_error:
        logger.error("request failed", status=problem.status.value, exc_info=error)
    else:
        logger.info("request refused", status=problem.status.value, reason=type(error).__name__)
