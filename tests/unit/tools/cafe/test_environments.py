"""What `live/` says of environments."""

import re

import pytest

from cafe.checkout import PROJECT, Workspace, workspace
from cafe.environments import LOCAL, UNITS, dependencies_of, environments, live_environment
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


def test_an_environment_without_a_region_has_that_of_all(space: Workspace) -> None:
    declare(space, 'locals {\n  account_id = "123456789012"\n}\n')
    (space.root / "live" / "settings.hcl").write_text('locals {\n  common = {\n    region = "eu-west-1"\n  }\n}\n')

    assert live_environment(space, "staging").region == "eu-west-1"


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


def test_an_unknown_environment_is_reported_from_those_there_are(staging: Workspace) -> None:
    with pytest.raises(CafeError, match="no environment porduction") as failure:
        live_environment(staging, "porduction")

    assert failure.value.remedy == "There are: staging"


@pytest.mark.parametrize(
    ("declared", "complaint"),
    [
        (
            'locals {\n  account_id = "123456789012"\n}\n',
            "Neither live/staging/env.hcl nor live/settings.hcl has 'region'",
        ),
        ("locals {\n  account_id = \n}\n", "live/staging/env.hcl can't be read"),
    ],
)
def test_a_faulty_declaration_is_named(space: Workspace, declared: str, complaint: str) -> None:
    declare(space, declared)

    with pytest.raises(CafeError, match=complaint):
        live_environment(space, "staging")


def test_a_unit_depends_on_the_units_whose_outputs_it_takes(space: Workspace) -> None:
    (space.root / "live" / "_units").mkdir(parents=True)
    (space.root / "live" / "_units" / "service.hcl").write_text('dependency "store" {}\ndependency "identity" {}\n')
    (space.root / "live" / "_units" / "store.hcl").write_text("inputs = {}\n")

    assert dependencies_of(space.root, "service") == ("store", "identity")
    assert dependencies_of(space.root, "store") == ()


def test_each_unit_comes_after_those_that_it_depends_on() -> None:
    for place, unit in enumerate(UNITS):
        assert set(dependencies_of(workspace().root, unit)) <= set(UNITS[:place])


def test_the_environments_are_those_with_a_declaration(staging: Workspace) -> None:
    assert environments(staging.root) == ("staging",)
