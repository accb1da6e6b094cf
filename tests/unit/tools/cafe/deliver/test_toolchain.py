"""Terraform's provider and Terragrunt: taken from this machine where they are, fetched or built where not."""

import os
from pathlib import Path

import pytest

from cafe.checkout import Workspace
from cafe.deliver import toolchain
from cafe.deliver.toolchain import check_terragrunt, terraform_cli_config, terragrunt
from cafe.errors import CafeError
from tests.support.tools.fake_programs import Programs

BUILDS = """
while [ $# -gt 0 ]; do
  if [ "$1" = "-o" ]; then echo built > "$2"; fi
  shift
done
"""


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in the place of the system's; Terraform's own one is `own`, system prefixes are below `opt`."""
    monkeypatch.setattr(toolchain, "TERRAFORM_OWN_FOLDERS", (tmp_path / "own",))
    monkeypatch.setattr(toolchain, "SYSTEM_PREFIXES", (tmp_path / "opt", tmp_path / "absent"))
    (tmp_path / "opt").mkdir()
    return tmp_path


def with_provider(folder: Path) -> Path:
    (folder / "registry.terraform.io" / "hashicorp" / "aws").mkdir(parents=True)
    return folder


def test_the_terragrunt_on_path_is_taken_when_its_version_fits(space: Workspace, programs: Programs) -> None:
    on_path = programs.print("terragrunt", "terragrunt version v1.1.1")

    assert terragrunt(space) == on_path


@pytest.mark.parametrize("version", ["terragrunt version v0.99.1", "unknown"])
def test_a_terragrunt_of_another_version_is_passed_over(space: Workspace, programs: Programs, version: str) -> None:
    programs.print("terragrunt", version)
    programs.add("go", BUILDS)

    assert terragrunt(space).parent == space.cache


def test_a_terragrunt_of_another_version_is_named_where_nothing_can_build_ours(
    space: Workspace, programs: Programs
) -> None:
    programs.print("terragrunt", "terragrunt version v0.99.1")

    with pytest.raises(CafeError, match="go is not on PATH") as refusal:
        check_terragrunt(space)

    assert "Terragrunt 1.1.1 is absent (the one on PATH is 0.99.1)" in refusal.value.remedy


def test_the_provider_comes_from_a_mirror_under_a_system_prefix(space: Workspace, machine: Path) -> None:
    (machine / "opt" / "a-program").mkdir()
    mirror = with_provider(machine / "opt" / "terraform-mirror")

    config = terraform_cli_config(space).read_text()

    assert "filesystem_mirror" in config
    assert f'path = "{mirror}"' in config


def test_terraforms_own_folder_goes_before_the_systems(space: Workspace, machine: Path) -> None:
    with_provider(machine / "opt" / "terraform-mirror")
    own = with_provider(machine / "own")

    assert f'path = "{own}"' in terraform_cli_config(space).read_text()


@pytest.mark.usefixtures("machine")
def test_without_a_mirror_the_provider_is_kept_in_a_cache_of_the_user(space: Workspace) -> None:
    config = terraform_cli_config(space).read_text()

    assert config == f'plugin_cache_dir = "{space.cache / "terraform-plugins"}"\n'
    assert (space.cache / "terraform-plugins").is_dir()


@pytest.mark.usefixtures("machine")
def test_a_configuration_that_is_right_is_not_touched_while_another_terraform_may_read_it(space: Workspace) -> None:
    before = terraform_cli_config(space).stat()

    after = terraform_cli_config(space).stat()

    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.usefixtures("machine")
def test_a_configuration_is_replaced_as_a_whole(space: Workspace) -> None:
    first = terraform_cli_config(space)
    inode = first.stat().st_ino
    first.write_text("something else")

    assert terraform_cli_config(space).stat().st_ino != inode
    assert [file.name for file in space.cache.glob("terraform.*")] == ["terraform.tfrc"]


def test_a_folder_that_this_user_may_not_enter_is_passed_over(
    space: Workspace, machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = machine / "opt" / "a-closed-folder"
    closed.mkdir()
    mirror = with_provider(machine / "opt" / "terraform-mirror")
    stat = Path.stat

    def stat_as_another_user(path: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        if closed in path.parents:
            raise PermissionError(path)
        return stat(path, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(Path, "stat", stat_as_another_user)

    assert f'path = "{mirror}"' in terraform_cli_config(space).read_text()
