"""A pipeline that does what the workflows should do, and whatever else a test asks of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cafe.aws import Aws, LocalAws
from cafe.environments import LiveEnvironment
from cafe.rehearse.act_log import Job, Run
from cafe.rehearse.fake_github import FakeGitHub
from cafe.rehearse.repository_copy import Commit

Change = Callable[[Path], None]
PLANS = ("Build/Package/Package", "Plan dev-1/Plan/Plan", "Plan prod-2/Plan/Plan")
TESTED = ("role", "deploy", "smoke", "orders", "browser")


class FakeRepository:
    """Notes what would be changed, and changes nothing."""

    def __init__(self, work: Path) -> None:
        self.work = work
        self.commits: list[tuple[str, Change]] = []

    def branch(self, name: str) -> None: ...

    def commit(self, message: str, edit: Change) -> Commit:
        self.commits.append((message, edit))
        return Commit("branch", message)

    def merge(self, branch: str) -> Commit:
        return Commit("main", branch)

    def main(self) -> Commit:
        return Commit("main", "")


class FakeAccount:
    """An account whose functions are a number."""

    def __init__(self, name: str) -> None:
        self.live = LiveEnvironment(name, "111111111111", "us-east-1")
        self.version = 0
        self.commands: list[str] = []
        self.visibility = "180"

    @property
    def aws(self) -> Aws:
        return LocalAws("http://127.0.0.1:1")

    def live_code(self) -> dict[str, tuple[str, str]]:
        return {"order-api": (str(self.version), f"sha-{self.version}")}

    def cafe(self, *arguments: str) -> str:
        self.commands.append(" ".join(arguments))
        return ""


@dataclass
class FakePipeline:
    """Every workflow as it should be; `mutate` may change what a run of one comes to."""

    github: FakeGitHub
    accounts: Mapping[str, FakeAccount]
    mutate: Callable[[str, dict[str, Job]], None] = lambda workflow, jobs: None
    errors: tuple[str, ...] = ()
    pushes: int = 0
    deploys: int = 0
    reports: int = 0
    comment: Callable[[int], str] = lambda push: f"`dev` `prod` retention_in_days {push}"
    log: list[tuple[Path, str, str]] = field(default_factory=list)

    def run(self, checkout: Path, workflow: str, event: str, payload: Mapping[str, Any], job: str = "") -> Run:
        self.log.append((checkout, workflow, event))
        jobs = {made.name: made for made in self._jobs(workflow, payload, job)}
        self.mutate(workflow, jobs)
        return Run(jobs, self.errors)

    def _jobs(self, workflow: str, payload: Mapping[str, Any], job: str) -> list[Job]:
        if workflow == "deploy.yml":
            return self._deploy()
        if workflow == "drift.yml":
            return self._drift()
        if payload["pull_request"]["head"]["repo"]["full_name"] == self.github.repository:
            return self._pull_request(payload["number"])
        told = Job("No plan for a fork", 0, 1, "success", summary="credentials")
        return [told] if job == "no-plan" else []

    def _pull_request(self, number: int) -> list[Job]:
        self.pushes += 1
        body = {"body": self.comment(self.pushes)}
        comments = self.github.comments_of(number)
        path = f"/repos/cafe/orders/issues/comments/{comments[0]['id']}" if comments else ""
        self.github.answer(*(("PATCH", path, {}, body) if comments else ("POST", self._new(number), {}, body)))
        return _in_turn(*PLANS, "Comment")

    def _new(self, number: int) -> str:
        return f"/repos/cafe/orders/issues/{number}/comments"

    def _deploy(self) -> list[Job]:
        self.deploys += 1
        if self.deploys > 2:
            return self._taken_back()
        for account in self.accounts.values():
            account.version += 1
        names = [job for name in self.accounts for job in (f"Plan {name}/Plan/Plan", f"{name}/Environment/Deploy")]
        jobs = _in_turn(PLANS[0], *names)
        for name in self.accounts:
            deploy = next(job for job in jobs if job.name == f"{name}/Environment/Deploy")
            deploy.steps.update(dict.fromkeys(TESTED, "success"))
            deploy.outputs["arn"] = f"arn:aws:iam::1:role/cafe-orders-{name}-deploy"
        return jobs

    def _taken_back(self) -> list[Job]:
        jobs = _in_turn(PLANS[0], "Plan dev/Plan/Plan", "dev/Environment/Deploy")
        jobs[-1].result, jobs[-1].summary = "failure", "dev was rolled back"
        jobs[-1].steps.update(deploy="success", smoke="failure", rollback="success", again="success")
        return jobs

    def _drift(self) -> list[Job]:
        self.reports += 1
        path = "/repos/cafe/orders/issues"
        if self.reports == 2:
            self.github.answer("POST", path, {}, {"body": "prod order_store visibility_timeout_seconds"})
        if self.reports == 3:
            number = self.github.open_issues()[0]["number"]
            self.github.answer("PATCH", f"{path}/{number}", {}, {"state": "closed"})
        return _in_turn(*PLANS, "Report")


def _in_turn(*names: str) -> list[Job]:
    return [Job(name, 2 * place, 2 * place + 1, "success") for place, name in enumerate(names)]
