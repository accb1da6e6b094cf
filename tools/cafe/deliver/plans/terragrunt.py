"""The units of an environment, planned and applied one by one with Terragrunt."""

import json
import re
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from cafe.deliver.plans.infrastructure import LiveInfrastructure
from cafe.deliver.toolchain import terragrunt
from cafe.environments import UNITS
from cafe.errors import CafeError
from cafe.programs import run

DEPENDENCY = re.compile(r'^dependency "(\w+)"', re.MULTILINE)


@dataclass(frozen=True)
class Units:
    """Terragrunt on one environment. Failures are CafeErrors with the program's own last lines; all is in `log`."""

    infrastructure: LiveInfrastructure

    @property
    def names(self) -> tuple[str, ...]:
        """Each after those that it depends on."""
        return UNITS

    def dependencies(self, unit: str) -> tuple[str, ...]:
        """The units whose outputs it takes."""
        declared = self.infrastructure.space.root / "live" / "_units" / f"{unit}.hcl"
        return tuple(DEPENDENCY.findall(declared.read_text()))

    def plan(self, unit: str, saved: Path, log: Path) -> dict[str, Any]:
        """Save a plan, and give what `terraform show -json` says of it.

        Without a lock: who plans may read the state only, and the deploy compares its version.
        """
        self._terragrunt(unit, log, "plan", "-input=false", "-lock=false", "-no-color", f"-out={saved}")
        saved.chmod(0o600)
        return self._show(unit, saved)

    def apply(self, unit: str, saved: Path, log: Path) -> None:
        """Apply a saved plan."""
        self._terragrunt(unit, log, "apply", "-input=false", "-no-color", str(saved))

    def _terragrunt(self, unit: str, log: Path, *arguments: str) -> None:
        folder = self.infrastructure.folder / unit
        log.touch(mode=0o600)
        run(
            [self._program, "run", "--non-interactive", "--no-color", "--working-dir", folder, "--", *arguments],
            log=log,
            cwd=self.infrastructure.space.root,
            env=self._environment,
        )

    def _show(self, unit: str, saved: Path) -> dict[str, Any]:
        # Not through Terragrunt: it mocks outputs for a plan, but not to show one.
        shown = subprocess.run(
            ["terraform", "show", "-json", saved],
            cwd=self._folder_of_terraform(unit),
            env=self._environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if shown.returncode != 0:
            raise CafeError(f"The plan of {unit} can't be read: {shown.stderr.strip()}")
        plan: dict[str, Any] = json.loads(shown.stdout)
        return plan

    def _folder_of_terraform(self, unit: str) -> Path:
        """Where Terragrunt ran Terraform last."""
        folders = (self.infrastructure.folder / unit / ".terragrunt-cache").glob(f"*/*/{unit}/.terraform")
        return max(folders, key=lambda folder: folder.stat().st_mtime).parent

    @cached_property
    def _program(self) -> Path:
        return terragrunt(self.infrastructure.space)

    @cached_property
    def _environment(self) -> dict[str, str]:
        return self.infrastructure.environment()
