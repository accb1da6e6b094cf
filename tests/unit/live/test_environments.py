"""Environments are the same tree, and differ only in their `env.hcl`."""

import pytest

from cafe.checkout import workspace
from cafe.environments import FOUNDATION, LOCAL, UNITS
from tests.support.infrastructure.environments import ENVIRONMENTS, LIVE, ON_AWS, declared

A_YEAR = 365
IN_PROD_LONGER = ("access_log_days", "order_retention_days", "old_version_days")


def files_of(environment: str) -> dict[str, str]:
    folder = LIVE / environment
    return {
        file.relative_to(folder).as_posix(): file.read_text()
        for file in folder.rglob("*.hcl")
        if ".terragrunt-cache" not in file.parts and file.name != ".terraform.lock.hcl"
    }


def differences(one: dict[str, str], other: dict[str, str]) -> set[str]:
    return {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)}


def test_every_folder_of_live_is_an_environment() -> None:
    folders = {folder.name for folder in LIVE.iterdir() if folder.is_dir() and not folder.name.startswith((".", "_"))}

    assert folders == set(ENVIRONMENTS)


@pytest.mark.parametrize("environment", ON_AWS)
def test_environments_on_aws_differ_only_in_their_settings(environment: str) -> None:
    assert differences(files_of(environment), files_of(ON_AWS[0])) <= {"env.hcl"}


def test_this_machine_lacks_only_what_an_account_needs_before_a_deploy() -> None:
    foundation = {f"{unit}/terragrunt.hcl" for unit in FOUNDATION}

    assert differences(files_of(LOCAL.name), files_of(ON_AWS[0])) == {"env.hcl"} | foundation


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_an_environment_has_every_unit(environment: str) -> None:
    units = {file.parent.name for file in (LIVE / environment).glob("*/terragrunt.hcl")}

    assert units - set(FOUNDATION) == set(UNITS)


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_an_environment_declares_the_settings_that_every_other_declares(environment: str) -> None:
    assert declared(environment).keys() == declared(LOCAL.name).keys()


def test_each_environment_has_an_account_of_its_own() -> None:
    accounts = [declared(environment)["account_id"] for environment in ENVIRONMENTS]

    assert sorted(accounts) == sorted(set(accounts))


@pytest.mark.parametrize("environment", ON_AWS)
def test_orders_on_aws_are_protected_from_deletion_and_logs_are_kept_for_a_year(environment: str) -> None:
    settings = declared(environment)

    assert settings["is_protected"] is True
    assert settings["log_retention_days"] == A_YEAR


@pytest.mark.parametrize("retention", IN_PROD_LONGER)
def test_prod_keeps_things_longer_than_any_other_environment(retention: str) -> None:
    kept = {environment: declared(environment)[retention] for environment in ON_AWS}

    assert [name for name, days in kept.items() if name != "prod" and days >= kept["prod"]] == []


def test_a_unit_has_the_name_of_its_module() -> None:
    modules = {folder.name for folder in (workspace().root / "modules").iterdir()}

    assert {*UNITS, *FOUNDATION} <= modules
