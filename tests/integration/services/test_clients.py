"""No call can take longer than API Gateway waits."""

from typing import Any

import pytest

from orders.clients import Clients

from .conftest import Aws

GATEWAY_SECONDS = 29


@pytest.fixture(params=["dynamodb", "sqs", "sns"])
def config(aws: Aws, request: pytest.FixtureRequest) -> Any:
    return getattr(Clients("eu-west-3"), request.param)().meta.config


def test_every_client_has_its_timeouts_attempts_and_region_written_down(config: Any) -> None:
    assert (config.connect_timeout, config.read_timeout) == (1, 2)
    assert (config.retries["mode"], config.retries["total_max_attempts"]) == ("standard", 3)
    assert config.region_name == "eu-west-3"


def test_all_attempts_and_the_waits_between_them_fit_into_half_of_the_gateway_s_time(config: Any) -> None:
    attempts = config.retries["total_max_attempts"]
    longest_waits = sum(2**attempt for attempt in range(attempts - 1))

    assert attempts * (config.connect_timeout + config.read_timeout) + longest_waits < GATEWAY_SECONDS / 2
