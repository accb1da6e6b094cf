"""The DynamoDB table of orders. Each method makes one call; each write has its rule as the condition."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from botocore.exceptions import BotoCoreError, ClientError

from orders.adapters.item import Item, moment, number, read_order, text, write_history_entry, write_key, write_order
from orders.domain import timestamps
from orders.domain.errors import StoreUnavailableError
from orders.domain.lifecycle import Transition, predecessors
from orders.domain.order import HistoryEntry, Order, OrderKey
from orders.domain.store import Changed, Page, Position

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

INDEX_BY_CREATED_AT: Final = "by_created_at"
ASSIGNMENTS: Final = (
    "#status = :status, updated_at = :at, #version = #version + :one, #history = list_append(#history, :entry)"
)
FIRST_SERVER_ERROR: Final = 500
BUSY: Final = frozenset({"ProvisionedThroughputExceededException", "RequestLimitExceeded", "ThrottlingException"})


class OrderTable:
    """Stores orders in one table; raises StoreUnavailableError while it is busy or doesn't answer."""

    def __init__(self, client: "DynamoDBClient", table_name: str) -> None:
        """The client has timeouts and retries."""
        self._client = client
        self._table_name = table_name

    def add(self, order: Order) -> Order | None:
        """Puts the order unless its key exists."""
        try:
            with _availability():
                self._client.put_item(
                    TableName=self._table_name,
                    Item=write_order(order),
                    ConditionExpression="attribute_not_exists(order_id)",
                    ReturnValuesOnConditionCheckFailure="ALL_OLD",
                )
        except self._client.exceptions.ConditionalCheckFailedException as refusal:
            return read_order(_present(refusal))
        return None

    def find(self, key: OrderKey) -> Order | None:
        """Reads the order consistently."""
        with _availability():
            answer = self._client.get_item(TableName=self._table_name, Key=write_key(key), ConsistentRead=True)
        return read_order(answer["Item"]) if "Item" in answer else None

    def change(self, key: OrderKey, transition: Transition) -> Changed | None:
        """Updates the order if its status is a predecessor of the new one."""
        try:
            with _availability():
                answer = self._client.update_item(
                    TableName=self._table_name,
                    Key=write_key(key),
                    ReturnValues="ALL_NEW",
                    ReturnValuesOnConditionCheckFailure="ALL_OLD",
                    **_update(transition),
                )
        except self._client.exceptions.ConditionalCheckFailedException as refusal:
            present = _present(refusal)
            return Changed(read_order(present), applied=False) if present else None
        return Changed(read_order(answer["Attributes"]), applied=True)

    def page(self, customer_id: str, limit: int, after: Position | None) -> Page:
        """Reads one order more than the limit: if it exists, another page follows."""
        start = {"ExclusiveStartKey": _index_key(customer_id, after)} if after else {}
        with _availability():
            answer = self._client.query(
                TableName=self._table_name,
                IndexName=INDEX_BY_CREATED_AT,
                KeyConditionExpression="customer_id = :customer_id",
                ExpressionAttributeValues={":customer_id": text(customer_id)},
                Select="ALL_ATTRIBUTES",
                ConsistentRead=True,
                ScanIndexForward=False,
                Limit=limit + 1,
                **start,  # type: ignore[arg-type]  # TypedDict unpacking of an optional argument
            )
        orders = tuple(read_order(item) for item in answer["Items"])
        return Page(orders[:limit], _position(orders[limit - 1]) if len(orders) > limit else None)


@contextmanager
def _availability() -> Iterator[None]:
    try:
        yield
    except BotoCoreError as error:
        raise StoreUnavailableError(type(error).__name__) from error
    except ClientError as error:
        if _is_temporary(error):
            raise StoreUnavailableError(error.response["Error"]["Code"]) from error
        raise


def _is_temporary(error: ClientError) -> bool:
    status = error.response["ResponseMetadata"]["HTTPStatusCode"]
    return error.response["Error"]["Code"] in BUSY or status >= FIRST_SERVER_ERROR


def _present(refusal: ClientError) -> dict[str, Any]:
    item: dict[str, Any] = refusal.response.get("Item", {})  # type: ignore[assignment]
    return item


def _update(transition: Transition) -> dict[str, Any]:
    """The arguments of UpdateItem: the assignments, and the allowed statuses before."""
    sources = {f":from_{status}": text(status) for status in sorted(predecessors(transition.status))}
    optional = _optional(transition)
    return {
        "UpdateExpression": f"SET {', '.join([ASSIGNMENTS, *(f'{name} = :{name}' for name in optional)])}",
        "ConditionExpression": f"#status IN ({', '.join(sources)})",
        "ExpressionAttributeNames": {f"#{name}": name for name in ("status", "version", "history")},
        "ExpressionAttributeValues": {
            **_assigned(transition),
            **sources,
            **{f":{name}": value for name, value in optional.items()},
        },
    }


def _optional(transition: Transition) -> Item:
    values = {"rejection_reason": transition.rejection_reason, "correlation_id": transition.correlation_id}
    return {name: text(value) for name, value in values.items() if value is not None}


def _assigned(transition: Transition) -> Item:
    entry = write_history_entry(HistoryEntry(transition.status, transition.at))
    return {
        ":status": text(transition.status),
        ":at": moment(transition.at),
        ":one": number(1),
        ":entry": {"L": [entry]},
    }


def _index_key(customer_id: str, position: Position) -> Item:
    return {
        **write_key(OrderKey(customer_id, position.order_id)),
        "created_at": text(position.created_at),
    }


def _position(order: Order) -> Position:
    return Position(timestamps.write(order.created_at), order.key.order_id)
