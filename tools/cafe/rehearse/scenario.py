"""The scenario of the rehearsal, chapter by chapter, and what must be true after each."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from cafe.aws import Aws
from cafe.environments import LiveEnvironment
from cafe.rehearse import changes
from cafe.rehearse.act_log import SUCCESS, Run
from cafe.rehearse.expectations import expect, expect_order, expect_steps, expect_success
from cafe.rehearse.fake_github import FakeGitHub
from cafe.rehearse.repository_copy import MAIN, Commit
from cafe.terminal import step

TESTS = ("smoke", "orders", "browser")


class Pipeline(Protocol):
    """Runs workflow files."""

    def run(self, checkout: Path, workflow: str, event: str, payload: Mapping[str, Any], job: str = "") -> Run: ...


class WorkingCopy(Protocol):
    """A repository to make changes in."""

    @property
    def work(self) -> Path: ...
    def branch(self, name: str) -> None: ...
    def commit(self, message: str, edit: Callable[[Path], None]) -> Commit: ...
    def merge(self, branch: str) -> Commit: ...
    def main(self) -> Commit: ...


class Account(Protocol):
    """An environment's account, as it is seen from outside the pipeline."""

    @property
    def live(self) -> LiveEnvironment: ...
    @property
    def aws(self) -> Aws: ...
    def live_code(self) -> dict[str, tuple[str, str]]: ...
    def cafe(self, *arguments: str) -> str: ...


@dataclass(frozen=True)
class Scenario:
    """Runs on the accounts of the environments, in the order in which these are deployed.

    The comments and issues that were written are kept in `kept`.
    """

    pipeline: Pipeline
    repository: WorkingCopy
    github: FakeGitHub
    accounts: Mapping[str, Account]
    kept: Path

    @property
    def first(self) -> str:
        """The environment that is deployed first."""
        return next(iter(self.accounts))

    @property
    def last(self) -> str:
        return list(self.accounts)[-1]

    def run(self) -> None:
        """All chapters. Raises CafeError where one does not end as it should."""
        self.bootstrap()
        self.fork()
        self.first_pull_request()
        self.first_merge()
        self.change()
        self.drift()
        self.broken()

    def bootstrap(self) -> None:
        """All accounts, with a person's credentials."""
        with step(f"{', '.join(self.accounts)} bootstrapped"), ThreadPoolExecutor() as together:
            list(together.map(self._bootstrap, self.accounts.values()))

    def fork(self) -> None:
        """The pull request of a fork has no plan, and the run's page gives the reason."""
        with step("a fork's pull request: no plan, and the reason for it"):
            self.repository.branch("from-a-fork")
            self.repository.commit("Improve the README", changes.edit_the_readme)
            payload = _pull_request(99, "from-a-fork", "stranger/orders")
            run = self._succeed("pull-request.yml", "pull_request", payload, "no-plan")
            summary = run.job("No plan for a fork").summary
            expect("credentials" in summary, "The run for a fork does not say why there is no plan.")
            skipped = self.pipeline.run(self.repository.work, "pull-request.yml", "pull_request", payload, "comment")
            expect(not skipped.jobs, f"For a fork these jobs ran, too: {', '.join(skipped.jobs)}.")

    def first_pull_request(self) -> None:
        """A pull request with two pushes has one comment."""
        with step("pull request 1: one comment"):
            self.repository.branch("first")
            self.repository.commit("Say that it was rehearsed", changes.edit_the_readme)
            first = self._comment_on(1, "first")
        with step("pushed again: the same comment, rewritten"):
            edit = partial(changes.add_an_alarm_email, environment=self.first)
            self.repository.commit(f"Send alarms of {self.first} by e-mail", edit)
            second = self._comment_on(1, "first")
            expect(first["id"] == second["id"], "The second push made another comment.")
            expect(first["body"] != second["body"], "The comment was not rewritten.")

    def first_merge(self) -> None:
        """Its merge creates one environment after the other, with the same code."""
        with step("merged: each environment deployed and tested before the next"):
            self._deploy("first")
            self._expect_same_code()

    def change(self) -> None:
        """A change of a setting and of code: named in the comment, then live everywhere."""
        before = self._live_code()
        with step("pull request 2: the comment names what changes"):
            self.repository.branch("change")
            edit = partial(changes.keep_logs_longer, environment=self.first)
            self.repository.commit(f"Keep logs of {self.first} for 400 days", edit)
            self.repository.commit("Raise the price of a drink", changes.raise_a_price)
            body = self._comment_on(2, "change")["body"]
            expect("retention_in_days" in body, "The comment does not name the attribute that changes.")
        with step("merged: the change is live everywhere"):
            self._deploy("change")
            self._expect_same_code()
            for name, code in self._live_code().items():
                expect(code != before[name], f"{name} still runs the code of before.")

    def drift(self) -> None:
        """A change outside Terraform is named in an issue, which is closed when the change is undone."""
        account = self.accounts[self.last]
        with step("no difference: no issue"):
            self._report()
            expect(not self.github.issues, "An issue was opened though nothing differs.")
        with step("changed by hand: an issue names it"):
            seconds = changes.change_the_visibility_timeout(account.live, account.aws)
            self._report()
            body = self._issue()["body"]
            self._keep("issue.md", body)
            for name in (self.last, "order_store", "visibility_timeout_seconds"):
                expect(name in body, f"The issue does not name {name}.")
        with step("undone: the issue is closed"):
            changes.restore_the_visibility_timeout(account.live, account.aws, seconds)
            self._report()
            expect(not self.github.open_issues(), "The issue is still open.")

    def broken(self) -> None:
        """A broken function is rolled back in the first environment, and is not deployed to the next."""
        before = self._live_code()
        with step(f"a broken function: {self.first} is rolled back, no other environment changes"):
            self.repository.branch("broken")
            self.repository.commit("Break the API", changes.break_the_api)
            self._expect_rollback(self._run_deploy("broken"))
        with step(f"orders are decided in {self.first} again"):
            self.accounts[self.first].cafe("smoke", self.first)
            for name, code in self._live_code().items():
                expect(code == before[name], f"{name} does not run the code of before.")

    def _bootstrap(self, account: Account) -> None:
        account.cafe("bootstrap", account.live.name, "--repository", self.github.repository, "--yes")

    def _comment_on(self, number: int, branch: str) -> dict[str, Any]:
        """The one comment, after a run for a push to the branch of a pull request."""
        payload = _pull_request(number, branch, self.github.repository)
        run = self._succeed("pull-request.yml", "pull_request", payload, "comment")
        plans = (f"Plan {name}-{place}/Plan/Plan" for place, name in enumerate(self.accounts, start=1))
        for job in ("Build/Package/Package", *plans, "Comment"):
            run.job(job)
        comments = self.github.comments_of(number)
        expect(len(comments) == 1, f"Pull request {number} has {len(comments)} comments, not 1.")
        body = comments[0]["body"]
        for environment in self.accounts:
            expect(f"`{environment}`" in body, f"The comment does not name {environment}.")
        self._keep(f"comment-{len(list(self.kept.glob('comment-*'))) + 1}.md", body)
        return dict(comments[0])

    def _deploy(self, branch: str) -> None:
        """Merge; each environment is planned, deployed and tested before the next one is begun."""
        run = self._run_deploy(branch)
        expect_success(run)
        jobs = (job for name in self.accounts for job in (f"Plan {name}/Plan/Plan", f"{name}/Environment/Deploy"))
        expect_order(run, "Build/Package/Package", *jobs)
        for environment in self.accounts:
            job = run.job(f"{environment}/Environment/Deploy")
            expect_steps(job, dict.fromkeys(("role", "deploy", *TESTS), SUCCESS))
            expect(f"{environment}-deploy" in job.outputs.get("arn", ""), f"{environment} has another's role.")
            expect("rollback" not in job.steps, f"{environment} was rolled back though nothing failed.")

    def _expect_rollback(self, run: Run) -> None:
        deploy = run.job(f"{self.first}/Environment/Deploy")
        expect_steps(deploy, {"deploy": SUCCESS, "smoke": "failure", "rollback": SUCCESS, "again": SUCCESS})
        expect(not deploy.succeeded, "A deploy that was rolled back counts as a success.")
        expect("rolled back" in deploy.summary.lower(), "The run's page does not say that it was rolled back.")
        others = [other for other in self.accounts if other != self.first]
        begun = [other for other in others if any(other in job for job in run.jobs)]
        expect(not begun, f"{', '.join(begun)} was begun after {self.first} had failed.")

    def _run_deploy(self, branch: str) -> Run:
        main = self.repository.merge(branch)
        return self.pipeline.run(self.repository.work, "deploy.yml", "push", _push(main, self.github.repository))

    def _report(self) -> None:
        self.repository.main()
        self._succeed("drift.yml", "schedule", {"repository": {"full_name": self.github.repository}})

    def _succeed(self, workflow: str, event: str, payload: Mapping[str, Any], job: str = "") -> Run:
        run = self.pipeline.run(self.repository.work, workflow, event, payload, job)
        expect_success(run)
        return run

    def _issue(self) -> dict[str, Any]:
        issues = self.github.open_issues()
        expect(len(issues) == 1, f"{len(issues)} issues are open, not 1.")
        return issues[0]

    def _live_code(self) -> dict[str, dict[str, tuple[str, str]]]:
        return {name: account.live_code() for name, account in self.accounts.items()}

    def _expect_same_code(self) -> None:
        code = {name: {each: sha for each, (_, sha) in live.items()} for name, live in self._live_code().items()}
        for name in self.accounts:
            expect(code[name] == code[self.first], f"{name} does not run the code of {self.first}.")

    def _keep(self, name: str, body: str) -> None:
        self.kept.mkdir(parents=True, exist_ok=True)
        (self.kept / name).write_text(body)


def _pull_request(number: int, branch: str, repository_of_head: str) -> dict[str, Any]:
    head = {"ref": branch, "repo": {"full_name": repository_of_head}}
    return {"number": number, "pull_request": {"number": number, "head": head, "base": {"ref": MAIN}}}


def _push(commit: Commit, repository: str) -> dict[str, Any]:
    return {"ref": f"refs/heads/{commit.branch}", "after": commit.sha, "repository": {"full_name": repository}}
