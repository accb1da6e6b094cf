"""The rehearsal's story, chapter by chapter, and what must be true after each."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Protocol

from cafe.aws import Aws
from cafe.environments import LiveEnvironment
from cafe.errors import CafeError
from cafe.rehearse import changes
from cafe.rehearse.act_log import SUCCESS, Job, Run, tail
from cafe.rehearse.fake_github import GitHubServer
from cafe.rehearse.repository_copy import MAIN, Commit
from cafe.terminal import step

ENVIRONMENTS = ("dev", "prod")
TESTS = ("smoke", "orders", "browser")


class Pipeline(Protocol):
    """Runs workflow files."""

    def run(self, checkout: Path, workflow: str, event: str, payload: Mapping[str, Any], job: str = "") -> Run: ...


class Copy(Protocol):
    """A repository to make changes in."""

    @property
    def work(self) -> Path: ...
    def branch(self, name: str) -> None: ...
    def commit(self, message: str, edit: Callable[[Path], None]) -> Commit: ...
    def merge(self, branch: str) -> Commit: ...
    def main(self) -> Commit: ...


class Watched(Protocol):
    """An environment's account, as it is seen from outside the pipeline."""

    @property
    def live(self) -> LiveEnvironment: ...
    @property
    def aws(self) -> Aws: ...
    def live_code(self) -> dict[str, tuple[str, str]]: ...
    def cafe(self, *arguments: str) -> str: ...


@dataclass(frozen=True)
class Stage:
    """Everything that the story plays on; the comments and issues that were written are kept in `kept`."""

    pipeline: Pipeline
    repository: Copy
    github: GitHubServer
    accounts: Mapping[str, Watched]
    kept: Path

    def play(self) -> None:
        """All chapters. Raises CafeError where one does not end as it should."""
        self.bootstrap()
        self.fork()
        self.first_pull_request()
        self.first_merge()
        self.change()
        self.drift()
        self.broken()

    def bootstrap(self) -> None:
        """Both accounts, from a person's credentials."""
        with step("dev and prod bootstrapped"), ThreadPoolExecutor() as both:
            list(both.map(self._bootstrap, self.accounts.values()))

    def fork(self) -> None:
        """A stranger's pull request is told why there is no plan, and gets none."""
        with step("a fork's pull request gets no plan, and is told why"):
            self.repository.branch("from-a-fork")
            self.repository.commit("Improve the README", changes.touch_the_readme)
            payload = _pull_request(99, "from-a-fork", "stranger/orders")
            told = self._succeed("pull-request.yml", "pull_request", payload, "no-plan")
            expect("credentials" in told.job("No plan for a fork").summary, "A fork is not told why it has no plan.")
            skipped = self.pipeline.run(self.repository.work, "pull-request.yml", "pull_request", payload, "comment")
            expect(not skipped.jobs, f"For a fork these jobs ran, too: {', '.join(skipped.jobs)}.")

    def first_pull_request(self) -> None:
        """A pull request, pushed twice, has one comment."""
        with step("pull request 1: one comment"):
            self.repository.branch("first")
            self.repository.commit("Say that it was rehearsed", changes.touch_the_readme)
            first = self._comment_on(1, "first")
        with step("pushed again: the same comment, rewritten"):
            self.repository.commit("Send dev's alarms to somebody", changes.send_alarms_to_somebody)
            second = self._comment_on(1, "first")
            expect(first["id"] == second["id"], "The second push made another comment.")
            expect(first["body"] != second["body"], "The comment was not rewritten.")

    def first_merge(self) -> None:
        """Its merge makes dev, and then prod of the same bytes."""
        with step("merged: dev deployed and tested, then prod"):
            self._deploy("first")
            self._expect_the_same_code()

    def change(self) -> None:
        """A change of a setting and of code: named in the comment, then live in both."""
        before = {name: account.live_code() for name, account in self.accounts.items()}
        with step("pull request 2: the comment names what changes"):
            self.repository.branch("change")
            self.repository.commit("Keep dev's logs for 400 days", changes.keep_logs_longer)
            self.repository.commit("Raise the price of an espresso", changes.raise_a_price)
            body = self._comment_on(2, "change")["body"]
            expect("retention_in_days" in body, "The comment does not name the attribute that changes.")
        with step("merged: the change is live in dev and prod"):
            self._deploy("change")
            self._expect_the_same_code()
            for name, account in self.accounts.items():
                expect(account.live_code() != before[name], f"{name} still runs the code of before.")

    def drift(self) -> None:
        """A change behind Terraform's back is found and named in an issue, which is closed when it is gone."""
        account = self.accounts["prod"]
        with step("nothing differs: no issue"):
            self._report()
            expect(not self.github.issues, "An issue was opened though nothing differs.")
        with step("changed by hand: an issue names it"):
            seconds = changes.let_messages_be_hidden_longer(account.live, account.aws)
            self._report()
            body = self._the_issue()["body"]
            self._keep("issue.md", body)
            for name in ("prod", "order_store", "visibility_timeout_seconds"):
                expect(name in body, f"The issue does not name {name}.")
        with step("put back: the issue is closed"):
            changes.hide_messages_as_long_as(account.live, account.aws, seconds)
            self._report()
            expect(not self.github.open_issues(), "The issue is still open.")

    def broken(self) -> None:
        """A broken function is taken back in dev, and prod never sees it."""
        before = {name: account.live_code() for name, account in self.accounts.items()}
        with step("a broken function: dev goes back, prod is not touched"):
            self.repository.branch("broken")
            self.repository.commit("Close the bar", changes.break_the_api)
            run = self._run_deploy("broken")
            deploy = run.job("dev/Environment/Deploy")
            _expect_steps(deploy, {"deploy": SUCCESS, "smoke": "failure", "rollback": SUCCESS, "again": SUCCESS})
            expect(not deploy.succeeded, "A deploy that was taken back counts as done.")
            expect("rolled back" in deploy.summary.lower(), "The run's page does not say that it was rolled back.")
            expect(not [name for name in run.jobs if "prod" in name], "prod was begun behind a failed dev.")
        with step("orders are decided in dev again"):
            self.accounts["dev"].cafe("smoke", "dev")
            for name, account in self.accounts.items():
                expect(account.live_code() == before[name], f"{name} does not run what it ran before.")

    def _bootstrap(self, account: Watched) -> None:
        account.cafe("bootstrap", account.live.name, "--repository", self.github.repository, "--yes")

    def _comment_on(self, number: int, branch: str) -> dict[str, Any]:
        """The one comment, after a run for a push to the branch of a pull request."""
        payload = _pull_request(number, branch, self.github.repository)
        run = self._succeed("pull-request.yml", "pull_request", payload, "comment")
        for name in ("Build/Package/Package", "Plan dev-1/Plan/Plan", "Plan prod-2/Plan/Plan", "Comment"):
            run.job(name)
        comments = self.github.comments_of(number)
        expect(len(comments) == 1, f"Pull request {number} has {len(comments)} comments, not 1.")
        body = comments[0]["body"]
        for environment in ENVIRONMENTS:
            expect(f"`{environment}`" in body, f"The comment does not tell of {environment}.")
        self._keep(f"{len(list(self.kept.glob('comment-*'))) + 1}.md", body, "comment-")
        return dict(comments[0])

    def _deploy(self, branch: str) -> None:
        """Merge, and see dev planned, deployed and tested before prod is begun."""
        run = self._run_deploy(branch)
        _expect_success(run)
        _expect_order(
            run,
            "Build/Package/Package",
            *(job for name in ENVIRONMENTS for job in (f"Plan {name}/Plan/Plan", f"{name}/Environment/Deploy")),
        )
        for environment in ENVIRONMENTS:
            job = run.job(f"{environment}/Environment/Deploy")
            _expect_steps(job, dict.fromkeys(("role", "deploy", *TESTS), SUCCESS))
            expect(f"{environment}-deploy" in job.outputs.get("arn", ""), f"{environment} has another's role.")
            expect("rollback" not in job.steps, f"{environment} was rolled back though all went well.")

    def _run_deploy(self, branch: str) -> Run:
        main = self.repository.merge(branch)
        return self.pipeline.run(self.repository.work, "deploy.yml", "push", _push(main, self.github.repository))

    def _report(self) -> None:
        self.repository.main()
        self._succeed("drift.yml", "schedule", {"repository": {"full_name": self.github.repository}})

    def _succeed(self, workflow: str, event: str, payload: Mapping[str, Any], job: str = "") -> Run:
        run = self.pipeline.run(self.repository.work, workflow, event, payload, job)
        _expect_success(run)
        return run

    def _the_issue(self) -> dict[str, Any]:
        issues = self.github.open_issues()
        expect(len(issues) == 1, f"{len(issues)} issues are open, not 1.")
        return issues[0]

    def _expect_the_same_code(self) -> None:
        code = [{name: sha for name, (_, sha) in account.live_code().items()} for account in self.accounts.values()]
        expect(code[0] == code[1], "prod does not run the bytes that dev ran.")

    def _keep(self, name: str, body: str, prefix: str = "") -> None:
        self.kept.mkdir(parents=True, exist_ok=True)
        (self.kept / f"{prefix}{name}").write_text(body)


def expect(is_so: bool, problem: str, remedy: str = "") -> None:
    if not is_so:
        raise CafeError(problem, remedy)


def _expect_success(run: Run) -> None:
    expect(bool(run.jobs) or bool(run.complaints), "No job ran.")
    expect(not run.complaints, "\n".join(run.complaints))
    for job in run.jobs.values():
        expect(job.succeeded, f"{job.name}: {job.result or 'did not end'}\n{tail(job)}")


def _expect_order(run: Run, *names: str) -> None:
    jobs = [run.job(name) for name in names]
    for earlier, later in pairwise(jobs):
        expect(earlier.ended < later.began, f"{later.name} did not wait for {earlier.name}.")


def _expect_steps(job: Job, wanted: Mapping[str, str]) -> None:
    found = {name: job.steps.get(name, "did not run") for name in wanted}
    expect(found == wanted, f"{job.name}: {found}, but expected {dict(wanted)}\n{tail(job)}")


def _pull_request(number: int, branch: str, repository_of_head: str) -> dict[str, Any]:
    head = {"ref": branch, "repo": {"full_name": repository_of_head}}
    return {"number": number, "pull_request": {"number": number, "head": head, "base": {"ref": MAIN}}}


def _push(commit: Commit, repository: str) -> dict[str, Any]:
    return {"ref": f"refs/heads/{commit.branch}", "after": commit.sha, "repository": {"full_name": repository}}
