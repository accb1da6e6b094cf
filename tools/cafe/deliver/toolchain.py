"""Terraform and Terragrunt: their programs and versions. An absent Terragrunt is built from its Go module."""

import json
import re
import shutil
from pathlib import Path

from cafe.build.go_tools import TERRAGRUNT, go_tool
from cafe.checkout import Workspace
from cafe.errors import CafeError
from cafe.files import is_current, write_text
from cafe.programs import capture, environment, require

TERRAFORM_MINIMUM = "1.11"
INSTALL_TERRAFORM = f"Install Terraform {TERRAFORM_MINIMUM} or newer: mise install"
PROVIDER = Path("registry.terraform.io/hashicorp/aws")
TERRAFORM_OWN_FOLDERS = (
    Path.home() / ".terraform.d/plugins",
    Path.home() / ".local/share/terraform/plugins",
    Path("/usr/local/share/terraform/plugins"),
    Path("/usr/share/terraform/plugins"),
)
SYSTEM_PREFIXES = (Path("/opt"), Path("/usr/local"), Path("/usr/local/share"), Path("/usr/share"))


def check_terraform() -> None:
    """Raises CafeError when Terraform is missing, does not run or is too old."""
    version = terraform_version()
    if _comparable(version) < _comparable(TERRAFORM_MINIMUM):
        raise CafeError(f"Terraform {version} is too old.", INSTALL_TERRAFORM)


def terraform_version() -> str:
    """The version of Terraform on PATH. Raises CafeError when it is missing or does not run."""
    require("terraform", INSTALL_TERRAFORM)
    variables = environment(without=("TF_CLI_CONFIG_FILE",))
    done = capture(["terraform", "version", "-json"], cwd=Path.cwd(), env=variables)
    if done.status != 0:
        raise CafeError(f"Terraform does not run: {done.problem}.", INSTALL_TERRAFORM)
    version: str = json.loads(done.output)["terraform_version"]
    return version


def check_terragrunt(space: Workspace) -> None:
    """Raises CafeError when Terragrunt can neither be found nor built."""
    if _installed_terragrunt(space) is None:
        require("go", f"Terragrunt {TERRAGRUNT.version} is absent{_another()} and Go would build it: mise install")


def _comparable(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".")[:2])


def _another() -> str:
    on_path = shutil.which("terragrunt")
    return f" (the one on PATH is {_terragrunt_version(Path(on_path)) or 'no Terragrunt'})" if on_path else ""


def terragrunt_is_installed(space: Workspace) -> bool:
    return _installed_terragrunt(space) is not None


def terragrunt(space: Workspace) -> Path:
    """The pinned Terragrunt: from PATH when its version fits, else built once a user (about 3 minutes)."""
    return _installed_terragrunt(space) or go_tool(space, TERRAGRUNT)


def terraform_cli_config(space: Workspace) -> Path:
    """A CLI configuration that takes the provider from a mirror on this machine where there is one."""
    config = space.cache / "terraform.tfrc"
    plugins = space.cache / "terraform-plugins"
    plugins.mkdir(exist_ok=True)
    mirror = _provider_mirror()
    if mirror is None:
        text = f'plugin_cache_dir = "{plugins}"\n'
    else:
        text = f'provider_installation {{\n  filesystem_mirror {{\n    path = "{mirror}"\n  }}\n}}\n'
    if not is_current(config, text):
        write_text(config, text)  # whole: another checkout's Terraform may be reading it
    return config


def _installed_terragrunt(space: Workspace) -> Path | None:
    on_path = shutil.which("terragrunt")
    if on_path and _terragrunt_version(Path(on_path)) == TERRAGRUNT.version:
        return Path(on_path)
    built = TERRAGRUNT.path(space)
    return built if built.exists() else None


def _terragrunt_version(program: Path) -> str:
    found = re.search(r"(\d+\.\d+\.\d+)", capture([program, "--version"], cwd=Path.cwd()).output)
    return found.group(1) if found else ""


def _provider_mirror() -> Path | None:
    below_prefixes = [entry for prefix in SYSTEM_PREFIXES if prefix.is_dir() for entry in sorted(prefix.iterdir())]
    for folder in (*TERRAFORM_OWN_FOLDERS, *below_prefixes):
        if _holds_provider(folder):
            return folder
    return None


def _holds_provider(folder: Path) -> bool:
    try:
        return (folder / PROVIDER).is_dir()
    except PermissionError:
        return False
