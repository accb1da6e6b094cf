"""The same workflow files without act: their jobs in order, one after the other, by a reader of what they use."""

import os
import subprocess
from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from cafe.rehearse.act import NOT_INHERITED, WORKFLOWS, commit_of
from cafe.rehearse.act_log import SUCCESS, Job, Run
from cafe.rehearse.expressions import fill, holds

FAILURE, SKIPPED = "failure", "skipped"
FILES = ("GITHUB_ENV", "GITHUB_OUTPUT", "GITHUB_PATH", "GITHUB_STEP_SUMMARY")
Yaml = dict[str, Any]


@dataclass(frozen=True)
class InOrder:
    """Runs workflows with the stand-ins of the rehearsal, in a folder for what the runs leave."""

    stand_ins: Path
    folder: Path
    repository: str
    token: str
    variables: Mapping[str, str]

    def run(self, checkout: Path, workflow: str, event: str, payload: Mapping[str, Any], job: str = "") -> Run:
        """Run a workflow of a checkout, or one job of it with those that it needs."""
        place = self.folder / f"run-{len(list(self.folder.glob('run-*'))) + 1:02}"
        (place / "artifacts").mkdir(parents=True)
        running = _Running(self, checkout, place, event, payload)
        running.workflow(workflow, {}, only=job)
        return Run({made.name: made for made in running.jobs})


@dataclass
class _Running:
    """One run of a workflow, and the jobs that it has run so far."""

    how: InOrder
    checkout: Path
    place: Path
    event: str
    payload: Mapping[str, Any]
    jobs: list[Job] = field(default_factory=list)

    def workflow(self, name: str, inputs: Mapping[str, Any], prefix: str = "", only: str = "") -> Yaml:
        """Run the jobs of a workflow's file; returns the result of all of them together, and the file's outputs."""
        described: Yaml = yaml.safe_load((self.checkout / WORKFLOWS / name).read_text())
        ended: dict[str, Yaml] = {}
        for identity in _in_turn(described["jobs"], only):
            job = described["jobs"][identity]
            ended[identity] = self._job(described["name"], identity, job, inputs, ended, prefix)
        declared = {output: value["value"] for output, value in _called(described).get("outputs", {}).items()}
        return _together(ended.values()) | {"outputs": _texts(declared, {"jobs": ended})}

    def _job(
        self, workflow: str, identity: str, job: Yaml, inputs: Mapping[str, Any], ended: Mapping[str, Yaml], prefix: str
    ) -> Yaml:
        needed = {name: ended[name] for name in _needs(job)}
        context = {"inputs": inputs, "needs": needed, "github": self._github()}
        is_blocked = any(need["result"] != SUCCESS for need in needed.values())
        if not holds(job.get("if", ""), context, has_failed=is_blocked):
            return {"result": SKIPPED, "outputs": {}}
        instances = [
            self._instance(workflow, identity, job, context | {"matrix": matrix}, suffix, prefix)
            for matrix, suffix in _matrix(job)
        ]
        return _together(instances)

    def _instance(self, workflow: str, identity: str, job: Yaml, context: Yaml, suffix: str, prefix: str) -> Yaml:
        name = fill(job.get("name", identity), context) + suffix
        if "uses" in job:
            called = _called(yaml.safe_load((self.checkout / job["uses"]).read_text()))
            defaults = {key: declared.get("default", "") for key, declared in called.get("inputs", {}).items()}
            inputs = defaults | {key: _filled(value, context) for key, value in job.get("with", {}).items()}
            return self.workflow(Path(job["uses"]).name, inputs, name)
        made = Job("/".join(part for part in (prefix, workflow, name) if part), len(self.jobs) * 2)
        self.jobs.append(made)
        steps: Yaml = {}
        _Steps(self, workflow, identity, made, context | {"steps": steps}).run(job)
        made.ended = len(self.jobs) * 2 - 1
        return {"result": made.result, "outputs": _texts(job.get("outputs", {}), {"steps": steps})}

    def _github(self) -> Yaml:
        return {"event": self.payload, "repository": self.how.repository, "token": self.how.token}


@dataclass
class _Steps:
    """The steps of one job in a folder of their own."""

    running: _Running
    workflow: str
    identity: str
    job: Job
    context: Yaml
    variables: dict[str, str] = field(default_factory=dict)

    def run(self, job: Yaml) -> None:
        workspace = self.running.place / f"job-{len(self.running.jobs)}"
        workspace.mkdir()
        self.variables |= self._given(job, workspace)
        has_failed = False
        for step in job["steps"]:
            if holds(str(step.get("if", "")), self.context, has_failed=has_failed):
                result = self._step(step, workspace)
                has_failed = has_failed or result == FAILURE
        self.job.result = FAILURE if has_failed else SUCCESS

    def _given(self, job: Yaml, workspace: Path) -> dict[str, str]:
        own = {name: value for name, value in os.environ.items() if not name.startswith(NOT_INHERITED)}
        running = self.running
        return (
            own
            | dict(running.how.variables)
            | {
                "GITHUB_EVENT_NAME": running.event,
                "GITHUB_JOB": self.identity,
                "GITHUB_REF": "refs/heads/main",
                "GITHUB_REPOSITORY": running.how.repository,
                "GITHUB_WORKFLOW": self.workflow,
                "REHEARSAL_ACTIONS": str(running.how.stand_ins),
                "REHEARSAL_ARTIFACTS": str(running.place / "artifacts"),
                "REHEARSAL_COMMIT": commit_of(running.checkout),
            }
            | {name: str(workspace.parent / f"{workspace.name}.{name}") for name in FILES}
            | _texts(job.get("env", {}), self.context)
        )

    def _step(self, step: Yaml, workspace: Path) -> str:
        name = step.get("id") or step.get("uses") or step["run"]
        if "uses" in step:
            result = self._action(step, workspace)
        else:
            result = self._shell(step["run"], workspace, _texts(step.get("env", {}), self.context))
        self.job.steps[name] = result
        if "id" in step:
            outputs = _read(Path(self.variables["GITHUB_OUTPUT"]))
            self.job.outputs |= outputs
            self.context["steps"][step["id"]] = {"outputs": outputs, "outcome": result}
        return result

    def _action(self, step: Yaml, workspace: Path) -> str:
        """A composite action, this repository's own or a stand-in."""
        used: str = step["uses"]
        stand_in = self.running.how.stand_ins / used.partition("@")[0].rpartition("/")[2]
        described: Yaml = yaml.safe_load(
            ((workspace / used if used.startswith(".") else stand_in) / "action.yml").read_text()
        )
        given = {name: declared.get("default", "") for name, declared in described.get("inputs", {}).items()}
        inputs = given | {name: _filled(value, self.context) for name, value in step.get("with", {}).items()}
        for inner in described["runs"]["steps"]:
            result = (
                self._action(inner, workspace)
                if "uses" in inner
                else self._shell(inner["run"], workspace, _texts(inner.get("env", {}), {"inputs": inputs}))
            )
            if result == FAILURE:
                return FAILURE
        return SUCCESS

    def _shell(self, command: str, workspace: Path, more: Mapping[str, str]) -> str:
        added = _read(Path(self.variables["GITHUB_ENV"]))
        paths = _lines(Path(self.variables["GITHUB_PATH"]))
        path = os.pathsep.join((*reversed(paths), self.variables["PATH"]))
        done = subprocess.run(
            ["bash", "-e", "-o", "pipefail", "-c", command],
            cwd=workspace,
            env=self.variables | added | {"PATH": path} | dict(more),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        self.job.log += done.stdout.splitlines()
        self.job.summary = "\n".join(_lines(Path(self.variables["GITHUB_STEP_SUMMARY"])))
        return SUCCESS if done.returncode == 0 else FAILURE


def _in_turn(jobs: Yaml, only: str) -> Iterator[str]:
    """The jobs, each behind those that it needs; with `only` no others than that one and what it needs."""
    wanted = list(jobs) if not only else [only]
    done: list[str] = []
    while wanted:
        identity = wanted.pop(0)
        missing = [name for name in _needs(jobs[identity]) if name not in done]
        if missing:
            wanted = [*missing, identity, *wanted]
        elif identity not in done:
            done.append(identity)
            yield identity


def _needs(job: Yaml) -> list[str]:
    needs: str | list[str] = job.get("needs", [])
    return [needs] if isinstance(needs, str) else needs


def _matrix(job: Yaml) -> Iterator[tuple[Yaml, str]]:
    """The combinations of a matrix of one dimension, numbered as act does."""
    matrix = job.get("strategy", {}).get("matrix", {})
    if not matrix:
        yield {}, ""
    for name, values in matrix.items():
        for number, value in enumerate(values, start=1):
            yield {name: value}, f"-{number}"


def _called(workflow: Yaml) -> Yaml:
    """What a workflow that others call declares; YAML 1.1 reads the key `on` as true."""
    triggers: Yaml | list[str] | str = next((value for key, value in workflow.items() if key in ("on", True)), {})
    declared: Yaml = triggers.get("workflow_call") or {} if isinstance(triggers, dict) else {}
    return declared


def _together(ended: Iterable[Yaml]) -> Yaml:
    """One result of all, and their outputs."""
    results, outputs = zip(*((each["result"], each["outputs"]) for each in ended), strict=True)
    return {"result": FAILURE if FAILURE in results else SUCCESS, "outputs": dict(ChainMap(*reversed(outputs)))}


def _filled(value: object, context: Yaml) -> object:
    return fill(value, context) if isinstance(value, str) else value


def _texts(values: Yaml, context: Yaml) -> dict[str, str]:
    return {name: fill(str(value), context) for name, value in values.items()}


def _read(file: Path) -> dict[str, str]:
    return dict(line.split("=", 1) for line in _lines(file) if "=" in line)


def _lines(file: Path) -> list[str]:
    return file.read_text().splitlines() if file.exists() else []
