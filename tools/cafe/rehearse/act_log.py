"""The result of a run of a workflow, read from act's log (`act --json`)."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from cafe.errors import CafeError

SUCCESS = "success"
LINES_SHOWN = 40


@dataclass
class Job:
    """One job; `began` and `ended` are positions in the log, so that jobs can be put in order.

    `steps` are the results of those that ran, by id or by what they run.
    """

    name: str
    began: int
    ended: int = 0
    result: str = ""
    steps: dict[str, str] = field(default_factory=dict)
    outputs: dict[str, str] = field(default_factory=dict)
    summary: str = ""
    log: list[str] = field(default_factory=list)

    @property
    def succeeded(self) -> bool:
        return self.result == SUCCESS


@dataclass(frozen=True)
class Run:
    """One run of a workflow: the jobs that were not skipped, by name, and the errors of act itself."""

    jobs: dict[str, Job]
    errors: tuple[str, ...] = ()

    @property
    def succeeded(self) -> bool:
        return bool(self.jobs) and not self.errors and all(job.succeeded for job in self.jobs.values())

    def job(self, name: str) -> Job:
        """The job whose name ends like this. Raises CafeError when it did not run."""
        found = [job for job in self.jobs.values() if job.name.endswith(name)]
        if len(found) != 1:
            raise CafeError(f"{len(found)} jobs {name} ran, not 1; there were: {', '.join(self.jobs) or 'none'}.")
        return found[0]


def read_run(lines: Iterable[str]) -> Run:
    """The run of a log."""
    jobs: dict[str, Job] = {}
    errors: list[str] = []
    for position, line in enumerate(lines):
        entry = _entry(line)
        if "job" in entry:
            name = entry["job"].strip()  # act pads names to one width
            job = jobs.setdefault(name, Job(name, position))
            job.ended = position
            _note(job, entry)
        elif _is_error(entry):
            errors.append(entry.get("msg", line).strip())
    return Run(jobs, tuple(errors))


def _entry(line: str) -> dict[str, Any]:
    try:
        entry: dict[str, Any] = json.loads(line)
    except ValueError:
        return {"level": "error" if line.startswith("Error:") else "info", "msg": line}
    return entry


def _is_error(entry: dict[str, Any]) -> bool:
    # "Job 'x' failed" repeats what the job's own result says.
    message = str(entry.get("msg", ""))
    return entry.get("level") in ("error", "fatal") and not message.startswith("Error: Job '")


def _note(job: Job, entry: dict[str, Any]) -> None:
    if "jobResult" in entry:
        job.result = entry["jobResult"]
    if entry.get("stage") == "Main" and "stepResult" in entry and len(entry["stepID"]) == 1:
        job.steps[_name_of_step(entry)] = entry["stepResult"]
    if entry.get("command") == "set-output":
        job.outputs[entry["name"]] = entry["arg"]
    if entry.get("command") == "summary":
        job.summary += entry["content"]
    if entry.get("raw_output"):
        job.log.append(entry["msg"].rstrip("\n"))


def _name_of_step(entry: dict[str, Any]) -> str:
    """Its id where it has one; act numbers those that have none."""
    identity: str = entry["stepID"][0]
    return str(entry["step"]) if identity.isdecimal() else identity


def tail(job: Job) -> str:
    """The last lines that a job wrote."""
    return "\n".join(job.log[-LINES_SHOWN:])
