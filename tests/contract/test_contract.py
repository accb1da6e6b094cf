"""Every answer of the running API matches the OpenAPI document that its own contract files make."""

from collections.abc import Callable
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from cafe import openapi
from cafe.platform import Customer, Platform
from cafe.sign_in import sign_in
from cafe.workspace import workspace

schema = schemathesis.openapi.from_dict(openapi.document(workspace()))


@pytest.fixture
def token(platform: Platform, new_customer: Callable[[], Customer]) -> str:
    return sign_in(platform, new_customer()).access_token


@schema.parametrize()
@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much],
)
def test_every_answer_is_as_documented(case: schemathesis.Case[Any], platform: Platform, token: str) -> None:
    case.call_and_validate(
        base_url=platform.api_url,
        headers={"Authorization": f"Bearer {token}"},
        timeout=10,
        checks=[
            schemathesis.checks.not_a_server_error,
            status_code_conformance,
            content_type_conformance,
            response_schema_conformance,
        ],
    )
