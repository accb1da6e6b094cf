"""The units of an environment of `live/`, planned and applied with Terragrunt."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from cafe.aws import Access
from cafe.checkout import Workspace
from cafe.deliver.toolchain import terraform_cli_config, terragrunt
from cafe.environments import UNITS, LiveEnvironment, dependencies_of
from cafe.programs import environment, output, run

Words = tuple[str | Path, ...]


@dataclass(frozen=True)
class Terragrunt:
    """Terragrunt on one environment, in the account of `access`, on AWS or on this machine.

    `settings` are further variables that the units read. A failure is a CafeError with the program's last lines;
    the whole output is in `log`.
    """

    space: Workspace
    live: LiveEnvironment
    access: Access
    settings: Mapping[str, str] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        return self.space.root / "live" / self.live.name

    @property
    def names(self) -> tuple[str, ...]:
        """The units, each after those that it depends on."""
        return UNITS

    def dependencies(self, unit: str) -> tuple[str, ...]:
        """The units whose outputs it takes."""
        return dependencies_of(self.space.root, unit)

    def plan(self, unit: str, saved: Path, log: Path) -> dict[str, Any]:
        """Save a plan; returns its `terraform show -json`.

        Without a lock: the plan role may only read the state, and the deploy compares the state's version.
        """
        log.touch(mode=0o600)
        plan = ("plan", "-input=false", "-lock=false", "-no-color", f"-out={saved}")
        self.run(plan, folder=self.folder / unit, log=log)
        saved.chmod(0o600)
        return self._show(unit, saved)

    def apply(self, unit: str, saved: Path, log: Path) -> None:
        """Apply a saved plan."""
        log.touch(mode=0o600)
        self.run(("apply", "-input=false", "-no-color", saved), folder=self.folder / unit, log=log)

    def run(
        self,
        command: Words,
        *,
        folder: Path,
        log: Path,
        options: Words = (),
        watch: Callable[[str], object] = len,
    ) -> None:
        """Run a command of Terraform in a folder. `options` are Terragrunt's."""
        run(
            [self._program, "run", *options, "--non-interactive", "--no-color", "--working-dir", folder,
             "--", *command],
            log=log,
            cwd=self.space.root,
            env=self.environment,
            watch=watch,
        )  # fmt: skip

    @cached_property
    def environment(self) -> dict[str, str]:
        """The variables of Terraform and Terragrunt."""
        variables = {
            **self.access.variables,
            **self.settings,
            "TF_CLI_CONFIG_FILE": str(terraform_cli_config(self.space)),
            "TF_IN_AUTOMATION": "1",
            "TG_TF_PATH": "terraform",
            "TG_NON_INTERACTIVE": "true",
        }
        return environment(variables, without=("AWS_", "TF_", "TG_"))

    @cached_property
    def _program(self) -> Path:
        return terragrunt(self.space)

    def _show(self, unit: str, saved: Path) -> dict[str, Any]:
        # Not through Terragrunt: it mocks outputs for a plan, but not to show one.
        folder = self._last_working_folder(unit)
        shown = output(["terraform", "show", "-json", saved], cwd=folder, env=self.environment)
        plan: dict[str, Any] = json.loads(shown)
        return plan

    def _last_working_folder(self, unit: str) -> Path:
        """Where Terragrunt ran Terraform last."""
        folders = (self.folder / unit / ".terragrunt-cache").glob(f"*/*/{unit}/.terraform")
        return max(folders, key=lambda folder: folder.stat().st_mtime).parent
