"""Checks of this machine before anything is started."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

from cafe.checkout import Workspace
from cafe.deliver.toolchain import check_terraform, check_terragrunt
from cafe.errors import CafeError
from cafe.local import emulator
from cafe.programs import capture, require

FREE_DISK_BYTES = 3 * 1024**3
NODE_MINIMUM = 20
NPM_MINIMUM = 11


def check_machine(space: Workspace, port: int) -> None:
    """Raises one CafeError that names everything missing and how to get it."""
    checks: tuple[Callable[[], object], ...] = (
        lambda: _check_version("node", NODE_MINIMUM),
        lambda: _check_version("npm", NPM_MINIMUM),
        check_terraform,
        lambda: check_terragrunt(space),
        lambda: _check_disk(space),
        lambda: _check_port(space, port),
    )
    complaints = [complaint for check in checks if (complaint := _complaint(check))]
    if complaints:
        raise CafeError(
            "This machine is not ready:\n" + "\n".join(f"  - {complaint}" for complaint in complaints),
            page="README.md#run-it",
        )


def _complaint(check: Callable[[], object]) -> str:
    try:
        check()
    except CafeError as error:
        return str(error)
    return ""


def _check_version(program: str, minimum: int) -> None:
    command = f"npm install -g npm@{NPM_MINIMUM}" if program == "npm" else "mise install"
    remedy = f"Install {program} {minimum} or newer: {command}"
    require(program, remedy)
    version = capture([program, "--version"], cwd=Path.cwd()).output.strip()
    found = re.search(r"\d+", version)
    if found is None or int(found.group()) < minimum:
        raise CafeError(f"{program} {version} is too old.", remedy)


def _check_disk(space: Workspace) -> None:
    free = shutil.disk_usage(space.root).free
    if free < FREE_DISK_BYTES:
        raise CafeError(f"Only {free / 1024**3:.1f} GiB of disk are free.", "Make 3 GiB free.")


def _check_port(space: Workspace, port: int) -> None:
    if emulator.running(space) is None and not emulator.port_is_free(port):
        raise CafeError(f"Port {port} is taken by another program.", f"Choose another: nox -s up -- --port {port + 1}")
