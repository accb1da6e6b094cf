"""act runs workflow files on this machine, with stand-ins for the actions that they use."""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cafe.errors import CafeError
from cafe.files import write_json
from cafe.programs import commit_of, environment, run
from cafe.rehearse.act_log import Run, read_run

RUNNER = "ubuntu-24.04=-self-hosted"
NOT_INHERITED = (
    "ACT",
    "AWS_",
    "CAFE_",
    "GITHUB_",
    "GIT_DIR",
    "GIT_WORK",
    "NOX",
    "RUNNER_",
    "TF_",
    "TG_",
    "VIRTUAL_ENV",
)
USED = re.compile(r"uses: ([\w-]+/([\w-]+))@([0-9a-f]{40})")
WORKFLOWS = Path(".github/workflows")


@dataclass(frozen=True)
class Act:
    """The program `act`, the folder of the stand-ins, and folders for the files and the logs of the runs."""

    program: Path
    stand_ins: Path
    folder: Path
    logs: Path
    repository: str
    token: str
    variables: Mapping[str, str]

    def run(self, checkout: Path, workflow: str, event: str, payload: Mapping[str, Any], job: str = "") -> Run:
        """Run a workflow of a checkout, or one job of it with those that it needs."""
        place = self.folder / f"run-{len(list(self.folder.glob('run-*'))) + 1:02}"
        place.mkdir(parents=True)
        commit = commit_of(checkout)
        write_json(place / "event.json", payload)
        (place / "variables").write_text(
            "".join(f"{name}='{value}'\n" for name, value in self._environment(place, commit))
        )
        command = [self.program, event, *self._flags(place), "--workflows", WORKFLOWS / workflow, *_only(job)]
        command += [flag for stand_in in self._stand_ins(checkout) for flag in ("--local-repository", stand_in)]
        return _record(command, checkout, self.logs / f"{place.name}-{Path(workflow).stem}.log")

    def _flags(self, place: Path) -> Sequence[str | Path]:
        return (
            *("--json", "--no-cache-server", "--platform", RUNNER, "--action-cache-path", place / "cache"),
            *("--eventpath", place / "event.json", "--env-file", place / "variables"),
            *("--secret", f"GITHUB_TOKEN={self.token}"),
        )

    def _environment(self, place: Path, commit: str) -> list[tuple[str, str]]:
        (place / "artifacts").mkdir()
        rehearsed = {
            "GITHUB_REPOSITORY": self.repository,
            "REHEARSAL_ACTIONS": str(self.stand_ins),
            "REHEARSAL_ARTIFACTS": str(place / "artifacts"),
            "REHEARSAL_COMMIT": commit,
        }
        wanted = environment(rehearsed | dict(self.variables), without=NOT_INHERITED)
        # act reads values between single quotes, which they can't hold.
        return [(name, value) for name, value in wanted.items() if name != "PATH" and not {"\n", "'"} & set(value)]

    def _stand_ins(self, checkout: Path) -> list[str]:
        """The stand-in of each action that the checkout uses. Raises CafeError for an action without one."""
        files = [*(checkout / WORKFLOWS).glob("*.yml"), *(checkout / ".github/actions").glob("*/action.yml")]
        used = dict.fromkeys(found for file in files for found in USED.findall(file.read_text()))
        missing = sorted(action for action, name, _ in used if not (self.stand_ins / name).is_dir())
        if missing:
            raise CafeError(f"There is no stand-in for {', '.join(missing)}.", f"Add it in {self.stand_ins}.")
        return [f"{action}@{commit}={self.stand_ins / name}" for action, name, commit in used]


def _only(job: str) -> Sequence[str]:
    return ("--job", job) if job else ()


def _record(command: Sequence[str | Path], checkout: Path, log: Path) -> Run:
    with suppress(CafeError):  # act fails when a job does; its log has the job and the reason
        run(command, log=log, cwd=checkout)
    with log.open() as lines:
        return read_run(lines)
