"""Environments in local accounts, side by side."""

from pathlib import Path

import pytest

from cafe.checkout import Workspace
from cafe.errors import CafeError
from cafe.local import emulator
from cafe.rehearse.local_account import LocalAccount, local_account
from tests.support.tools.fake_programs import install_emulator

ACCOUNTS = {"dev": "111111111111", "prod": "222222222222"}


def emulated(space: Workspace, name: str) -> LocalAccount:
    folder = space.root / "live" / name
    folder.mkdir(parents=True)
    (folder / "env.hcl").write_text(f'locals {{\n  account_id = "{ACCOUNTS[name]}"\n  region = "us-east-1"\n}}\n')
    return local_account(space, name, emulator.free_port(), space.root / name)


def test_it_has_the_environments_account_and_a_folder_of_its_own(space: Workspace) -> None:
    dev = emulated(space, "dev")

    variables = dev.emulator.environment()

    assert variables["MINISTACK_ACCOUNT_ID"] == "111111111111"
    assert Path(variables["STATE_DIR"]).is_relative_to(space.root / "dev")


def test_terraform_is_led_to_it(space: Workspace) -> None:
    dev = emulated(space, "dev")

    assert dev.terragrunt.environment["AWS_ENDPOINT_URL"] == dev.emulator.endpoint
    assert dev.terragrunt.folder == space.root / "live" / "dev"


def test_two_run_side_by_side_and_stop_alone(space: Workspace) -> None:
    install_emulator(space)
    dev, prod = emulated(space, "dev"), emulated(space, "prod")

    with prod.running():
        with dev.running():
            assert emulator.running(dev.emulator.space) == dev.emulator
        assert not dev.emulator.is_healthy()
        assert prod.emulator.is_healthy()
    assert emulator.running(prod.emulator.space) is None


def test_it_is_stopped_when_its_user_fails(space: Workspace) -> None:
    install_emulator(space)
    dev = emulated(space, "dev")

    with pytest.raises(CafeError), dev.running():
        raise CafeError("A deploy failed.")

    assert not dev.emulator.is_healthy()
