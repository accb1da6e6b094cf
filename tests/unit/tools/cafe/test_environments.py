"""What `live/` says of environments."""

import re

import pytest

from cafe.checkout import PROJECT, Workspace, workspace
from cafe.environments import LOCAL, live_environment
from cafe.errors import CafeError


@pytest.fixture
def staging(space: Workspace) -> Workspace:
    declare(space, 'locals {\n  account_id = "123456789012"\n  region     = "eu-central-1"\n}\n')
    return space


def declare(space: Workspace, text: str) -> None:
    folder = space.root / "live" / "staging"
    folder.mkdir(parents=True)
    (folder / "env.hcl").write_text(text)


def test_an_environments_account_and_region_are_those_declared(staging: Workspace) -> None:
    live = live_environment(staging, "staging")

    assert (live.name, live.account_id, live.region) == ("staging", "123456789012", "eu-central-1")


def test_names_follow_from_the_environments_own(staging: Workspace) -> None:
    live = live_environment(staging, "staging")

    assert live.state_bucket == "cafe-orders-staging-state-123456789012"
    assert live.lock_table == "cafe-orders-staging-lock"


def test_the_local_platforms_account_is_the_one_declared() -> None:
    assert live_environment(workspace(), "local") == LOCAL


def test_the_project_has_one_name_and_one_owner() -> None:
    settings = (workspace().root / "live" / "settings.hcl").read_text()
    owners = (workspace().root / ".github" / "CODEOWNERS").read_text()

    (project,) = re.findall(r'^  project +=\s+"(.+?)"', settings, re.MULTILINE)
    (owner,) = re.findall(r'^  repository +=\s+"(.+?)/', settings, re.MULTILINE)

    assert project == PROJECT
    assert set(re.findall(r"@([\w-]+)/", owners)) == {owner}


def test_an_unknown_environment_is_told_from_those_there_are(staging: Workspace) -> None:
    with pytest.raises(CafeError, match="no environment porduction") as failure:
        live_environment(staging, "porduction")

    assert failure.value.remedy == "There are: staging"


@pytest.mark.parametrize(
    ("declared", "complaint"),
    [
        ('locals {\n  account_id = "123456789012"\n}\n', "live/staging/env.hcl has no 'region'"),
        ("locals {\n  account_id = \n}\n", "live/staging/env.hcl can't be read"),
    ],
)
def test_a_faulty_declaration_is_named(space: Workspace, declared: str, complaint: str) -> None:
    declare(space, declared)

    with pytest.raises(CafeError, match=complaint):
        live_environment(space, "staging")
