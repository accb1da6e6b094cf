"""What goes wrong is told in words, with the way out: from what the real Terraform said, and from AWS's own errors."""

from pathlib import Path

import pytest

from cafe.deliver.terraform_errors import error_excerpt, explain
from cafe.environments import LiveEnvironment

SAID = Path(__file__).with_name("errors")
DEV = LiveEnvironment("dev", "111111111111", "us-east-1")
TOLD = {
    "no_credentials": ("There are no credentials for dev.", "id-token: write"),
    "wrong_account": ("The credentials are of account 000000000000; dev is account 111111111111.", "live/dev/env.hcl"),
    "no_bootstrap": (
        "dev has no place for its state yet: bucket cafe-orders-dev-state-111111111111",
        "cafe bootstrap dev",
    ),
    "locked": (
        "The state of dev identity is locked: by ada@bar since 2026-11-22 18:00:00 UTC, for apply.",
        "terragrunt run --working-dir live/dev/identity -- force-unlock 4a1b0c5e-1f2d-4c3b-9a8e-7d6c5b4a3f2e",
    ),
    "stale": ("The plan of dev identity is older than its state", "cafe plan dev --out DIR"),
    "missing_artifact": ("An artifact of dev is missing: ../../dist/order_api.zip", "cafe package"),
    "expired": ("The credentials for dev have expired.", "run the job again"),
}


@pytest.mark.parametrize("failure", TOLD)
def test_a_known_error_of_terraform_has_its_cause_and_a_remedy(failure: str) -> None:
    problem, remedy = TOLD[failure]

    told = explain((SAID / f"{failure}.txt").read_text(), DEV, "identity")

    assert told is not None
    assert problem in told.problem
    assert remedy in told.remedy


def test_every_recorded_failure_is_known() -> None:
    assert {file.stem for file in SAID.glob("*.txt")} == TOLD.keys()


def test_an_unknown_error_keeps_terraforms_message() -> None:
    assert explain("Error: creating the queue: QueueDeletedRecently", DEV) is None


def test_a_missing_boundary_is_a_missing_bootstrap() -> None:
    said = (
        "Error: updating IAM Role (cafe-orders-dev-order-api) permissions boundary: operation error IAM: "
        "PutRolePermissionsBoundary, https response error StatusCode: 404, NoSuchEntity: "
        "Scope ARN: arn:aws:iam::111111111111:policy/cafe-orders-dev-boundary does not exist or is not attachable."
    )

    told = explain(said, DEV)

    assert told is not None
    assert told.remedy == "Make it once: cafe bootstrap dev"


def test_an_excerpt_has_terraforms_message_without_terragrunts_decoration() -> None:
    log = (
        "19:06:44.207 STDOUT terraform:   + arn = (known after apply)\n"
        "19:06:44.223 STDERR terraform: ╷\n"
        "19:06:44.223 STDERR terraform: │ Error: Invalid value for variable\n"
        "19:06:44.223 STDERR terraform: │   on variables.tf line 12:\n"
        "19:06:44.224 STDOUT terraform:       + response_type = (known after apply)\n"
        "19:06:44.344 ERROR  error occurred:\n"
    )

    assert error_excerpt(log) == "Error: Invalid value for variable\n  on variables.tf line 12:"


def test_an_excerpt_has_terragrunts_message_if_terraform_printed_none() -> None:
    assert (
        error_excerpt("19:06:44.2 x\n19:06:44.344 ERROR  live/dev/website: no such file\n")
        == "live/dev/website: no such file"
    )


def test_an_excerpt_of_other_output_is_its_end() -> None:
    assert error_excerpt("\n".join(str(number) for number in range(100))).splitlines() == [
        str(n) for n in range(75, 100)
    ]
