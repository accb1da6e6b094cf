"""The boundary of the API: an event in, a response out, whatever happens in between."""

from collections.abc import Mapping
from typing import Any

from order_api.http_request import Request
from order_api.http_response import Response, problem_response
from order_api.operations import OPERATIONS, ApiContext
from order_api.problem import NO_SUCH_ROUTE, UNEXPECTED, Problem, RequestRefusedError, to_problem
from orders.domain.errors import OrderError
from orders.runtime.logger import logger


def respond(context: ApiContext, event: Mapping[str, Any]) -> dict[str, Any]:
    """The response in API Gateway's form; never raises."""
    request = Request(event)
    with logger.append_context_keys(
        request_id=request.request_id,
        correlation_id=request.correlation_id,
        route=request.route,
        order_id=request.order_id,
    ):
        return _respond(context, request)


def _respond(context: ApiContext, request: Request) -> dict[str, Any]:
    try:
        return _operate(context, request).write(request.correlation_id)
    except (OrderError, RequestRefusedError) as error:
        problem = to_problem(error)
        _log(problem, error)
    except Exception:  # noqa: BLE001  # the boundary
        problem = UNEXPECTED
        logger.exception("request failed")
    return problem_response(problem, request.request_id).write(request.correlation_id)


def _operate(context: ApiContext, request: Request) -> Response:
    operation = OPERATIONS.get(request.route)
    if operation is None:
        raise RequestRefusedError(NO_SUCH_ROUTE)
    return operation(context, request)


def _log(problem: Problem, error: Exception) -> None:
    if problem.status.is_server_error:
        logger.error("request failed", status=problem.status.value, exc_info=error)
    else:
        logger.info("request refused", status=problem.status.value, reason=type(error).__name__)
