"""The order API in the manner of the cookbooks: Powertools' resolver, pydantic models, boto3's table resource."""

import json
import os
import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import boto3
from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.event_handler import APIGatewayRestResolver, Response
from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext
from pydantic import BaseModel, Field

MENU = json.loads(Path(__file__).with_name("menu.json").read_text())
PRICES = {item["item_id"]: item["unit_price"] for item in MENU["items"]}

logger = Logger()
metrics = Metrics(namespace="cafe")
app = APIGatewayRestResolver(enable_validation=True)
table = boto3.resource("dynamodb").Table(os.environ["TABLE_NAME"])


class Item(BaseModel):
    """A line of an order."""

    item_id: Annotated[str, Field(min_length=1, max_length=40)]
    quantity: Annotated[int, Field(ge=1, le=20)]


class PlaceOrder(BaseModel):
    """The body of a new order."""

    items: Annotated[list[Item], Field(min_length=1, max_length=20)]
    note: Annotated[str | None, Field(max_length=200)] = None


class Order(PlaceOrder):
    """An order as it is kept and shown."""

    order_id: str
    status: str
    total: int
    created_at: datetime


@app.post("/api/orders")
def place_order(wanted: PlaceOrder) -> Response[Order]:
    claims = app.current_event.request_context.authorizer.claims or {}
    order = Order(
        **wanted.model_dump(),
        order_id=uuid.uuid4().hex,
        status="RECEIVED",
        total=sum(PRICES[item.item_id] * item.quantity for item in wanted.items),
        created_at=datetime.now(UTC),
    )
    table.put_item(
        Item={"customer_id": claims["sub"], **order.model_dump(mode="json", exclude_none=True)},
        ConditionExpression="attribute_not_exists(order_id)",
    )
    metrics.add_metric(name="OrdersAccepted", unit=MetricUnit.Count, value=1)
    logger.info("order accepted", order_id=order.order_id)
    return Response(status_code=202, content_type="application/json", body=order)


@logger.inject_lambda_context
@metrics.log_metrics
def handle(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    return app.resolve(event, context)
