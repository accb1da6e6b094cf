"""Composition root of the API, and the function that Lambda calls with a request."""

from typing import TYPE_CHECKING, Any

from order_api.api import answer
from order_api.operations import Cafe
from order_api.settings import OrderApiSettings
from orders import timestamps
from orders.clients import Clients
from orders.log import logger
from orders.menu import read_menu
from orders.settings import load
from orders.table import OrderTable

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

settings = load(OrderApiSettings)
logger.append_keys(environment=settings.environment)
table = OrderTable(Clients(settings.aws_region).dynamodb(), settings.table_name)
cafe = Cafe(table, read_menu(), settings.retention, timestamps.now)


@logger.inject_lambda_context
def handle(event: dict[str, Any], context: "LambdaContext") -> dict[str, Any]:  # noqa: ARG001  # Lambda's signature
    """Answers one request."""
    return answer(cafe, event)
