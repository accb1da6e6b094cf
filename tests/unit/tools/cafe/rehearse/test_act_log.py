"""What is read from act's log."""

import json

import pytest

from cafe.errors import CafeError
from cafe.rehearse.act_log import read_run, tail

JOB = "dev/Environment/Deploy"


def line(job: str = JOB, **fields: object) -> str:
    return json.dumps({"job": job, "jobID": "deploy", "level": "info", **fields}) + "\n"


def step(name: str, result: str, identity: str = "3") -> str:
    return line(stage="Main", step=name, stepID=[identity], stepResult=result)


def test_a_job_has_its_result_and_those_of_its_steps_by_id_or_by_what_they_run() -> None:
    log = [
        step("actions/checkout@abc", "success"),
        step("cafe deploy", "failure", "deploy"),
        line(jobResult="failure"),
    ]

    job = read_run(log).job("Deploy")

    assert job.steps == {"actions/checkout@abc": "success", "deploy": "failure"}
    assert not job.succeeded


def test_what_runs_inside_an_action_or_behind_the_job_is_no_step_of_it() -> None:
    inside = line(stage="Main", step="tools", stepID=["1", "0"], stepResult="failure")
    behind = line(stage="Post", step="tools", stepID=["1"], stepResult="failure")

    assert read_run([inside, behind]).job("Deploy").steps == {}


def test_a_job_has_its_outputs_its_summary_and_what_it_wrote() -> None:
    log = [
        line(command="set-output", name="arn", arg="arn:aws:iam::1:role/x"),
        line(command="summary", content="# Done\n"),
        line(raw_output=True, msg="42 orders\n"),
    ]

    job = read_run(log).job("Deploy")

    assert (job.outputs, job.summary, tail(job)) == ({"arn": "arn:aws:iam::1:role/x"}, "# Done\n", "42 orders")


def test_jobs_are_in_the_order_in_which_they_were_run() -> None:
    log = [line("first", msg="begins"), line("first", jobResult="success"), line("second", msg="begins")]

    jobs = read_run(log).jobs

    assert jobs["first"].ended < jobs["second"].began


def test_a_run_succeeds_when_all_its_jobs_do_and_there_are_some() -> None:
    done, failed = line("a", jobResult="success"), line("b", jobResult="failure")

    assert read_run([done]).succeeded
    assert not read_run([done, failed]).succeeded
    assert not read_run([]).succeeded


@pytest.mark.parametrize(
    "error",
    ["Error: workflow is not valid\n", json.dumps({"level": "error", "msg": "workflow is not valid"}) + "\n"],
)
def test_an_error_of_act_fails_the_run(error: str) -> None:
    run = read_run([line(jobResult="success"), error])

    assert not run.succeeded
    assert "workflow is not valid" in run.errors[0]


def test_a_failed_job_is_not_an_error_of_act() -> None:
    assert read_run([line(jobResult="failure"), "Error: Job 'Deploy' failed\n", "a line of a program\n"]).errors == ()


@pytest.mark.parametrize("name", ["Plan", "y"])
def test_a_job_that_did_not_run_or_is_not_the_only_one_is_an_error(name: str) -> None:
    with pytest.raises(CafeError, match=r"jobs .* ran, not 1"):
        read_run([line("dev/deploy", msg=""), line("prod/deploy", msg="")]).job(name)
