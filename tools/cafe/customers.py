"""Two customers of the local café, so that one can be seen not to meet the other's orders."""

import secrets
from contextlib import suppress

from cafe.aws import LocalAws
from cafe.platform import Customer

EMAILS = ("ada@cafe.example", "grace@cafe.example")


def seed(aws: LocalAws, user_pool_id: str, known: tuple[Customer, ...] = ()) -> tuple[Customer, ...]:
    """Make the customers who are missing; those known keep their password."""
    passwords = {customer.email: customer.password for customer in known}
    return tuple(create(aws, user_pool_id, email, passwords.get(email)) for email in EMAILS)


def create(aws: LocalAws, user_pool_id: str, email: str, password: str | None = None) -> Customer:
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


def remove(aws: LocalAws, user_pool_id: str, customer: Customer) -> None:
    aws.cognito.admin_delete_user(UserPoolId=user_pool_id, Username=customer.email)
