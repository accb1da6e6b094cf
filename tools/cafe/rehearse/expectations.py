"""What a run of a workflow must look like; each difference is a CafeError that names it."""

from collections.abc import Mapping
from itertools import pairwise

from cafe.errors import CafeError
from cafe.rehearse.act_log import Job, Run, tail


def expect(is_so: bool, problem: str) -> None:
    if not is_so:
        raise CafeError(problem)


def expect_success(run: Run) -> None:
    expect(bool(run.jobs) or bool(run.errors), "No job ran.")
    expect(not run.errors, "\n".join(run.errors))
    for job in run.jobs.values():
        expect(job.succeeded, f"{job.name}: {job.result or 'did not end'}\n{tail(job)}")


def expect_order(run: Run, *names: str) -> None:
    """Each job ran, and began after the one before it had ended."""
    for earlier, later in pairwise([run.job(name) for name in names]):
        expect(earlier.ended < later.began, f"{later.name} did not wait for {earlier.name}.")


def expect_steps(job: Job, wanted: Mapping[str, str]) -> None:
    """The steps of these ids had these results."""
    found = {name: job.steps.get(name, "did not run") for name in wanted}
    expect(found == wanted, f"{job.name}: {found}, but expected {dict(wanted)}\n{tail(job)}")
