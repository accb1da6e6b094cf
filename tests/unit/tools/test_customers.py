"""The customers of the local café. moto's Cognito needs more than this project installs, so a fake stands in."""

from typing import Any

import pytest

from cafe import customers
from cafe.aws import LocalAws
from cafe.platform import Customer

POOL = "us-east-1_1"


class UserExists(Exception):  # noqa: N818  # Cognito calls it UsernameExistsException
    """There is such a user."""


class FakeCognito:
    """A user pool: passwords by name."""

    class exceptions:  # noqa: N801  # as boto3 names it
        UsernameExistsException = UserExists

    def __init__(self) -> None:
        self.passwords: dict[str, str] = {}

    def admin_create_user(self, *, Username: str, **_: Any) -> None:  # noqa: N803  # AWS's names
        if Username in self.passwords:
            raise UserExists
        self.passwords[Username] = ""

    def admin_set_user_password(self, *, Username: str, Password: str, **_: Any) -> None:  # noqa: N803
        self.passwords[Username] = Password

    def admin_delete_user(self, *, Username: str, **_: Any) -> None:  # noqa: N803
        del self.passwords[Username]


class FakeAws(LocalAws):
    """An AWS with one user pool."""

    pool = FakeCognito()

    @property
    def cognito(self) -> Any:
        return self.pool


@pytest.fixture
def aws() -> FakeAws:
    fake = FakeAws("http://127.0.0.1:1")
    fake.pool = FakeCognito()
    return fake


def test_a_new_cafe_has_two_customers_with_passwords_of_their_own(aws: FakeAws) -> None:
    ada, grace = customers.seed(aws, POOL)

    assert aws.pool.passwords == {ada.email: ada.password, grace.email: grace.password}
    assert ada.password != grace.password


def test_a_known_customer_keeps_the_password(aws: FakeAws) -> None:
    first = customers.seed(aws, POOL)

    second = customers.seed(aws, POOL, first)

    assert second == first
    assert aws.pool.passwords[first[0].email] == first[0].password


def test_a_customer_known_from_before_is_made_again_with_the_password(aws: FakeAws) -> None:
    known = Customer("ada@cafe.example", "known before")

    customers.seed(aws, POOL, (known,))

    assert aws.pool.passwords["ada@cafe.example"] == "known before"


def test_a_removed_customer_is_gone(aws: FakeAws) -> None:
    guest = customers.create(aws, POOL, "guest@cafe.example")

    customers.remove(aws, POOL, guest)

    assert aws.pool.passwords == {}
