"""A platform wherever it runs."""

from typing import Any

import pytest

from cafe.checkout import Workspace
from cafe.environments import LiveEnvironment
from cafe.errors import CafeError
from cafe.operate.connection import deployed, describe
from cafe.platform import write_platform
from tests.support.tools.fake_cafe import FakeCafe

DEV = LiveEnvironment("dev", "123456789012", "us-east-1")
LOCAL_AWS = "http://127.0.0.1:4711"


def outputs(inbox_url: str | None = "https://sqs/inbox") -> dict[str, dict[str, Any]]:
    queue = {"url": "https://sqs/orders", "name": "orders"}
    config = {"token_endpoint": "https://auth/token", "client_id": "c1", "redirect_uri": "https://site/callback"}
    return {
        "website": {"site_url": "https://site", "config": config},
        "order_service": {"api_url": "https://gateway/live/api"},
        "identity": {"hosted_ui_url": "https://auth", "user_pool_id": "pool"},
        "order_store": {
            "table": {"name": "cafe-orders-dev-orders"},
            "queue": queue,
            "dead_letter_queue": queue,
            "relay_failure_queue": queue,
            "topic_arn": "arn:topic",
            **({"inbox_url": inbox_url} if inbox_url else {}),  # Terraform leaves out what is null
        },
    }


def test_on_aws_the_api_is_called_where_guests_call_it() -> None:
    platform = describe(outputs(), DEV, "")

    assert platform.api_url == "https://site/api"
    assert (platform.account_id, platform.table) == ("123456789012", "cafe-orders-dev-orders")


def test_on_a_local_aws_the_api_has_an_address_of_its_own() -> None:
    assert describe(outputs(), DEV, LOCAL_AWS).api_url == "https://gateway/live/api"


def test_an_environment_may_have_no_inbox() -> None:
    assert describe(outputs(inbox_url=None), DEV, "").inbox_url == ""


def test_the_platform_on_this_machine_describes_itself(space: Workspace, cafe: FakeCafe) -> None:
    write_platform(space.platform_file, cafe.platform)

    there = deployed(space)

    assert there.platform == cafe.platform
    assert there.aws.s3.meta.endpoint_url == cafe.server.url


def test_a_platform_that_is_not_up_is_reported(space: Workspace) -> None:
    with pytest.raises(CafeError, match="not up"):
        deployed(space)


def test_an_environment_that_there_is_not_is_reported(space: Workspace) -> None:
    with pytest.raises(CafeError, match="no environment porduction"):
        deployed(space, "porduction")
