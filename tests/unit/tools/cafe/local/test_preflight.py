"""What a machine must have is checked before anything is started, and every complaint says what to do."""

import shutil
import socket
from typing import NamedTuple

import pytest

from cafe.checkout import Workspace
from cafe.errors import CafeError
from cafe.local import emulator
from cafe.local.emulator import Emulator
from cafe.local.preflight import check_machine
from tests.support.tools.fake_programs import Programs, install_emulator


class Disk(NamedTuple):
    """As the operating system describes one, in bytes."""

    total: int
    used: int
    free: int


@pytest.fixture
def complete(programs: Programs) -> Programs:
    programs.print("node", "v20.11.1")
    programs.print("npm", "11.4.0")
    programs.print("terraform", '{"terraform_version": "1.11.0"}')
    programs.print("terragrunt", "terragrunt version v1.1.1")
    return programs


def complaint(space: Workspace, port: int = 0) -> str:
    with pytest.raises(CafeError) as complained:
        check_machine(space, port or emulator.free_port())
    return str(complained.value)


def test_a_machine_that_has_everything_is_ready(space: Workspace, complete: Programs) -> None:
    check_machine(space, emulator.free_port())


def test_everything_that_is_missing_is_told_at_once(space: Workspace, programs: Programs) -> None:
    told = complaint(space)

    assert "node is not on PATH. Install node 20 or newer: mise install" in told
    assert "npm is not on PATH. Install npm 11 or newer: npm install -g npm@11" in told
    assert "terraform is not on PATH. Install Terraform 1.11 or newer: mise install" in told
    assert "Terragrunt 1.1.1 is absent and Go would build it: mise install" in told


@pytest.mark.parametrize(
    ("program", "printed", "told"),
    [
        ("npm", "10.9.2", "npm 10.9.2 is too old. Install npm 11 or newer: npm install -g npm@11"),
        ("node", "", "Install node 20 or newer: mise install"),
        (
            "terraform",
            '{"terraform_version": "1.9.8"}',
            "Terraform 1.9.8 is too old. Install Terraform 1.11 or newer: mise install",
        ),
    ],
)
def test_a_program_that_is_too_old_or_has_no_version_is_reported_with_what_to_install(
    space: Workspace, complete: Programs, program: str, printed: str, told: str
) -> None:
    complete.print(program, printed)

    assert told in complaint(space)


def test_a_terraform_of_a_later_major_version_is_taken(space: Workspace, complete: Programs) -> None:
    complete.print("terraform", '{"terraform_version": "2.0.0-beta1"}')

    check_machine(space, emulator.free_port())


def test_a_terraform_that_does_not_run_is_reported_with_its_own_words(space: Workspace, complete: Programs) -> None:
    complete.add("terraform", "echo No version is set for shim: terraform >&2; exit 126")

    told = complaint(space)

    assert "No version is set for shim: terraform" in told
    assert "Install Terraform 1.11 or newer: mise install" in told


def test_without_terragrunt_go_is_enough(space: Workspace, complete: Programs) -> None:
    (complete.folder / "terragrunt").unlink()
    complete.print("go", "go version go1.26")

    check_machine(space, emulator.free_port())


def test_a_full_disk_says_how_much_to_free(
    space: Workspace, complete: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Disk(10 * 1024**3, 9 * 1024**3, 1024**3))

    assert "Only 1.0 GiB of disk are free. Make 3 GiB free." in complaint(space)


def test_a_port_that_another_program_has_taken_says_how_to_choose_another(space: Workspace, complete: Programs) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        told = complaint(space, port)

    assert f"Port {port} is taken by another program." in told
    assert f"nox -s up -- --port {port + 1}" in told


def test_the_port_of_our_own_local_aws_is_not_taken(space: Workspace, complete: Programs) -> None:
    install_emulator(space)
    alive = Emulator(space, emulator.free_port())
    alive.start()

    check_machine(space, alive.port)
