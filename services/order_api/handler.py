"""Composition root of the API, and its Lambda handler."""

from typing import TYPE_CHECKING, Any

from order_api.boundary import respond
from order_api.operations import ApiContext
from order_api.settings import OrderApiSettings
from orders.adapters.table import OrderTable
from orders.domain import timestamps
from orders.domain.menu import read_menu
from orders.runtime.clients import Clients
from orders.runtime.logger import logger
from orders.runtime.settings_loader import load

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

settings = load(OrderApiSettings)
logger.append_keys(environment=settings.environment)
table = OrderTable(Clients(settings.aws_region).dynamodb(), settings.table_name)
api = ApiContext(table, read_menu(), settings.retention, timestamps.now)


@logger.inject_lambda_context
def handle(event: dict[str, Any], context: "LambdaContext") -> dict[str, Any]:  # noqa: ARG001  # Lambda's signature
    """Responds to one request."""
    return respond(api, event)
