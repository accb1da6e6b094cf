"""The customers of the local café. moto's Cognito needs more than this project installs, so a fake stands in."""

from typing import Any

import pytest

from cafe.aws import LocalAws
from cafe.errors import CafeError
from cafe.operate.customer import customers
from cafe.platform import Customer, Platform
from tests.support.tools.fake_cafe import FakeCafe

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

    def admin_get_user(self, *, Username: str, **_: Any) -> dict[str, Any]:  # noqa: N803
        return {"UserAttributes": [{"Name": "email", "Value": Username}, {"Name": "sub", "Value": f"id of {Username}"}]}

    def admin_delete_user(self, *, Username: str, **_: Any) -> None:  # noqa: N803
        del self.passwords[Username]


class FakeTable:
    """Orders: their statuses, one after the other as they are read, by customer and order."""

    def __init__(self) -> None:
        self.statuses: dict[tuple[str, str], list[str]] = {}

    def get_paginator(self, _operation: str) -> "FakeTable":
        return self

    def paginate(self, *, ExpressionAttributeValues: dict[str, dict[str, str]], **_: Any) -> list[dict[str, Any]]:  # noqa: N803
        customer = ExpressionAttributeValues[":customer_id"]["S"]
        return [
            {
                "Items": [
                    {"order_id": {"S": order_id}, "status": {"S": statuses.pop(0) if statuses[1:] else statuses[0]}}
                ]
            }
            for (owner, order_id), statuses in self.statuses.items()
            if owner == customer
        ]

    def delete_item(self, *, Key: dict[str, dict[str, str]], **_: Any) -> None:  # noqa: N803
        del self.statuses[Key["customer_id"]["S"], Key["order_id"]["S"]]


class FakeAws(LocalAws):
    """An AWS with one user pool and one table."""

    pool = FakeCognito()
    table = FakeTable()

    @property
    def cognito(self) -> Any:
        return self.pool

    @property
    def dynamodb(self) -> Any:
        return self.table


@pytest.fixture
def aws() -> FakeAws:
    fake = FakeAws("http://127.0.0.1:1")
    fake.pool, fake.table = FakeCognito(), FakeTable()
    return fake


@pytest.fixture
def platform(cafe: FakeCafe) -> Platform:
    return cafe.platform


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(customers, "SECONDS_TO_DECIDE", 0.5)


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


def order_of(customer: Customer, order_id: str = "o1") -> tuple[str, str]:
    return f"id of {customer.email}", order_id


@pytest.mark.usefixtures("impatient")
def test_a_visitor_leaves_no_order_once_it_is_decided(aws: FakeAws, platform: Platform) -> None:
    others = ("id of ada", "o9")
    aws.table.statuses[others] = ["RECEIVED"]

    with customers.temporary_customer(aws, platform) as customer:
        aws.table.statuses[order_of(customer)] = ["RECEIVED", "RECEIVED", "CONFIRMED"]
        aws.table.statuses[order_of(customer, "o2")] = ["CANCELLED"]

    assert aws.pool.passwords == {}
    assert list(aws.table.statuses) == [others]


@pytest.mark.usefixtures("impatient")
def test_an_order_that_is_not_decided_is_left_and_told(aws: FakeAws, platform: Platform) -> None:
    with (
        pytest.raises(CafeError, match="they were left there"),
        customers.temporary_customer(aws, platform) as customer,
    ):
        aws.table.statuses[order_of(customer)] = ["RECEIVED"]

    assert list(aws.table.statuses) == [order_of(customer)]


@pytest.mark.usefixtures("impatient")
def test_what_failed_before_is_told_rather_than_what_was_left(
    aws: FakeAws, platform: Platform, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail_with_an_open_order() -> None:
        with customers.temporary_customer(aws, platform) as customer:
            aws.table.statuses[order_of(customer)] = ["RECEIVED"]
            raise CafeError("No coffee.")

    with pytest.raises(CafeError, match="No coffee"):
        fail_with_an_open_order()

    (left,) = aws.pool.passwords
    assert f"{left} was left" in capsys.readouterr().out
