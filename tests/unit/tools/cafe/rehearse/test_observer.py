"""What is read of an account without the pipeline."""

from pathlib import Path
from unittest.mock import create_autospec

import pytest
from mypy_boto3_lambda import LambdaClient

from cafe.aws import Aws, LocalAws
from cafe.environments import LiveEnvironment
from cafe.errors import CafeError
from cafe.rehearse import observer
from cafe.rehearse.observer import Observer
from tests.support.tools.functions import NAMES, declare_functions

DEV = LiveEnvironment("dev", "111111111111", "us-east-1")


def an_observer(aws: Aws, checkout: Path) -> Observer:
    return Observer(DEV, aws, {"AWS_ENDPOINT_URL": "http://127.0.0.1:1"}, checkout)


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """In the place of the `cafe` command."""
    file = tmp_path / "cafe"
    monkeypatch.setattr(observer, "CAFE", file)
    return file


def write(program: Path, script: str) -> None:
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)


def test_the_live_code_is_that_of_each_functions_alias(tmp_path: Path) -> None:
    declare_functions(tmp_path)
    aws = LocalAws("http://127.0.0.1:1")
    functions = create_autospec(LambdaClient, instance=True)
    functions.get_function_configuration.return_value = {"Version": "3", "CodeSha256": "abc"}
    aws.__dict__["functions"] = functions

    assert an_observer(aws, tmp_path).live_code() == dict.fromkeys(NAMES, ("3", "abc"))
    functions.get_function_configuration.assert_any_call(FunctionName="cafe-orders-dev-shop-api", Qualifier="live")


def test_a_command_runs_with_the_accounts_own_variables_alone(
    tmp_path: Path, program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ROLE_ARN", "mine")
    write(program, 'echo "$1 $2 $AWS_ENDPOINT_URL [$AWS_ROLE_ARN]"')

    printed = an_observer(LocalAws("http://127.0.0.1:1"), tmp_path).cafe("smoke", "dev")

    assert printed == "smoke dev http://127.0.0.1:1 []\n"


def test_a_failing_command_is_an_error_with_its_last_lines(tmp_path: Path, program: Path) -> None:
    write(program, "echo 'nobody answers'; exit 1")

    with pytest.raises(CafeError, match="cafe smoke dev failed:\nnobody answers"):
        an_observer(LocalAws("http://127.0.0.1:1"), tmp_path).cafe("smoke", "dev")
