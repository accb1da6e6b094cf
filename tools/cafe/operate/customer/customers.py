"""Customers of a café: two seeded ones on this machine, and temporary ones of a test."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from botocore.exceptions import BotoCoreError, ClientError

from cafe.aws import Aws
from cafe.errors import CafeError
from cafe.platform import Customer, Platform
from cafe.terminal import note
from cafe.waiting import wait_until

SECONDS_TO_DECIDE = 60
EMAILS = ("ada@cafe.example", "grace@cafe.example")


def seed(aws: Aws, user_pool_id: str, known: tuple[Customer, ...] = ()) -> tuple[Customer, ...]:
    """Make the customers who are missing; those known keep their password."""
    passwords = {customer.email: customer.password for customer in known}
    return tuple(create(aws, user_pool_id, email, passwords.get(email)) for email in EMAILS)


def create(aws: Aws, user_pool_id: str, email: str, password: str | None = None) -> Customer:
    """A customer who can sign in with `password`, or with a new random one."""
    customer = Customer(email, password or f"Aa1-{secrets.token_urlsafe(12)}")
    cognito = aws.cognito
    with suppress(cognito.exceptions.UsernameExistsException):
        cognito.admin_create_user(
            UserPoolId=user_pool_id,
            Username=email,
            UserAttributes=[{"Name": "email", "Value": email}, {"Name": "email_verified", "Value": "true"}],
            MessageAction="SUPPRESS",
        )
    cognito.admin_set_user_password(UserPoolId=user_pool_id, Username=email, Password=customer.password, Permanent=True)
    return customer


def remove(aws: Aws, user_pool_id: str, customer: Customer) -> None:
    aws.cognito.admin_delete_user(UserPoolId=user_pool_id, Username=customer.email)


@contextmanager
def temporary_customer(aws: Aws, platform: Platform) -> Iterator[Customer]:
    """A customer of one run, removed afterwards with all orders."""
    customer = create(aws, platform.user_pool_id, f"visitor-{secrets.token_hex(8)}@cafe.example")
    try:
        yield customer
    except BaseException:
        _remove_as_far_as_possible(aws, platform, customer)
        raise
    remove_with_orders(aws, platform, customer)


def _remove_as_far_as_possible(aws: Aws, platform: Platform, customer: Customer) -> None:
    """The failure before is the error; what was left is printed as a note."""
    try:
        remove_with_orders(aws, platform, customer)
    except (CafeError, BotoCoreError, ClientError) as failure:
        note(f"{customer.email} was left in {platform.user_pool_id}: {failure}")


def remove_with_orders(aws: Aws, platform: Platform, customer: Customer) -> None:
    """Remove a customer and their orders, each once it is decided: a message about no order would be a dead letter."""
    user = aws.cognito.admin_get_user(UserPoolId=platform.user_pool_id, Username=customer.email)
    customer_id = next(x["Value"] for x in user["UserAttributes"] if x["Name"] == "sub")
    for order_id in _decided_orders(aws, platform.table, customer_id):
        key = {"customer_id": {"S": customer_id}, "order_id": {"S": order_id}}
        aws.dynamodb.delete_item(TableName=platform.table, Key=key)
    remove(aws, platform.user_pool_id, customer)


def _decided_orders(aws: Aws, table: str, customer_id: str) -> list[str]:
    problem = CafeError(
        f"Orders of a test's customer are not decided after {SECONDS_TO_DECIDE} s, so they were left there.",
        "See what is stuck: cafe queues",
        page="docs/runbooks/stuck-orders.md",
    )
    orders = wait_until(
        lambda: _orders(aws, table, customer_id),
        until=lambda orders: "RECEIVED" not in orders.values(),
        seconds=SECONDS_TO_DECIDE,
        problem=lambda _: problem,
    )
    return list(orders)


def _orders(aws: Aws, table: str, customer_id: str) -> dict[str, str]:
    """Status by order id."""
    pages = aws.dynamodb.get_paginator("query").paginate(
        TableName=table,
        KeyConditionExpression="customer_id = :customer_id",
        ExpressionAttributeValues={":customer_id": {"S": customer_id}},
        ExpressionAttributeNames={"#status": "status"},
        ProjectionExpression="order_id, #status",
        ConsistentRead=True,
    )
    return {item["order_id"]["S"]: item["status"]["S"] for page in pages for item in page["Items"]}
