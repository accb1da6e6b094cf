"""A function with a wrong environment doesn't start, and says which variable it is."""

import pytest

from order_api.settings import OrderApiSettings
from orders.runtime.settings_loader import InvalidSettingsError, load

ENVIRONMENT = {"AWS_REGION": "us-east-1", "ENVIRONMENT": "cafe-orders-test", "TABLE_NAME": "orders"}


def test_settings_are_read_from_the_variables_of_their_names() -> None:
    settings = load(OrderApiSettings, {**ENVIRONMENT, "ORDER_RETENTION_DAYS": "30"})

    assert settings == OrderApiSettings("us-east-1", "cafe-orders-test", "orders", 30)
    assert settings.retention.days == 30


@pytest.mark.parametrize("unset", [{}, {"ORDER_RETENTION_DAYS": ""}])
def test_a_setting_with_a_default_may_be_missing(unset: dict[str, str]) -> None:
    assert load(OrderApiSettings, ENVIRONMENT | unset).order_retention_days == 90


@pytest.mark.parametrize("name", ENVIRONMENT)
def test_a_missing_variable_is_named(name: str) -> None:
    with pytest.raises(InvalidSettingsError, match=name):
        load(OrderApiSettings, {**ENVIRONMENT, name: ""})


@pytest.mark.parametrize("value", ["0", "-1", "1.5", "ninety", "\u0663", " 5", "1e3", "9999999999"])
def test_a_number_out_of_bounds_is_named(value: str) -> None:
    with pytest.raises(InvalidSettingsError, match="ORDER_RETENTION_DAYS must be a whole number from 1 to 99999"):
        load(OrderApiSettings, {**ENVIRONMENT, "ORDER_RETENTION_DAYS": value})


def test_the_process_s_own_environment_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)

    assert load(OrderApiSettings).table_name == "orders"
