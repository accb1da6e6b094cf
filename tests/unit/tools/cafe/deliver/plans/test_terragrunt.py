"""How Terragrunt and Terraform are run on a unit."""

from pathlib import Path

import pytest

from cafe.aws import local_access
from cafe.checkout import Workspace
from cafe.deliver.plans.terragrunt import Terragrunt
from cafe.environments import LiveEnvironment
from cafe.errors import CafeError
from tests.support.tools.fake_programs import Programs

DEV = LiveEnvironment("dev", "111111111111", "us-east-1")
VERSION = '[ "$1" = --version ] && echo 1.1.1 && exit'


@pytest.fixture
def units(space: Workspace) -> Terragrunt:
    return Terragrunt(space, DEV, local_access("http://127.0.0.1:4566"), {"CAFE_REPOSITORY": "cafe/orders"})


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    file = tmp_path / "plan.tfplan"
    file.touch(mode=0o644)
    return file


def test_programs_run_with_the_accounts_variables_and_without_the_callers(
    units: Terragrunt, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("AWS_PROFILE", "AWS_SESSION_TOKEN", "TF_VAR_region", "TG_WORKING_DIR"):
        monkeypatch.setenv(name, "of the caller")

    environment = units.environment

    assert "of the caller" not in environment.values()
    assert environment["AWS_ENDPOINT_URL"] == "http://127.0.0.1:4566"
    assert environment["AWS_ACCESS_KEY_ID"] == "test"
    assert environment["CAFE_REPOSITORY"] == "cafe/orders"


def test_a_plan_is_saved_for_its_owner_alone_and_shown_where_terraform_last_ran(
    units: Terragrunt, saved: Path, programs: Programs, tmp_path: Path
) -> None:
    (units.folder / "identity/.terragrunt-cache/a/b/identity/.terraform").mkdir(parents=True)
    programs.add("terragrunt", f"{VERSION}; echo planned")
    programs.add("terraform", 'echo "{\\"in\\": \\"$PWD\\"}"')

    shown = units.plan("identity", saved, tmp_path / "plan.log")

    assert shown["in"].endswith("/.terragrunt-cache/a/b/identity")
    assert (tmp_path / "plan.log").read_text() == "planned\n"
    assert saved.stat().st_mode & 0o777 == 0o600


def test_a_plan_that_can_not_be_shown_is_an_error(
    units: Terragrunt, saved: Path, programs: Programs, tmp_path: Path
) -> None:
    (units.folder / "identity/.terragrunt-cache/a/b/identity/.terraform").mkdir(parents=True)
    programs.add("terragrunt", f"{VERSION}; exit 0")
    programs.add("terraform", "echo 'not a plan' >&2; exit 1")

    with pytest.raises(CafeError, match="terraform show -json failed: not a plan"):
        units.plan("identity", saved, tmp_path / "plan.log")


def test_a_saved_plan_is_applied_in_its_units_folder(
    units: Terragrunt, saved: Path, programs: Programs, tmp_path: Path
) -> None:
    programs.add("terragrunt", f'{VERSION}; echo "$@"')
    units.folder.mkdir(parents=True)

    units.apply("identity", saved, tmp_path / "apply.log")

    printed = (tmp_path / "apply.log").read_text()
    assert f"--working-dir {units.folder / 'identity'} -- apply" in printed
    assert printed.endswith(f"{saved}\n")
