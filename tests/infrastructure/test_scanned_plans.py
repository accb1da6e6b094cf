"""Environments as Terraform plans them for AWS, scanned by checkov: a plan has values that code only names."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from cafe.build.python_environments import locked_environment
from cafe.checkout import Workspace
from tests.support.infrastructure.environments import ON_AWS
from tests.support.infrastructure.mocked_plan import lay_out
from tests.support.infrastructure.terraform import run_terraform, variables
from tests.support.tools.http_server import Answer, serving

FEWEST_RESOURCES = 150
DOMAIN = {"name": "orders.example.com", "zone_id": "Z0123456789ABCDEFGHIJ"}
"""Without one the site has CloudFront's certificate, which takes TLS 1.0: docs/security.md."""
ORIGIN = "module.order_service.api_origin\n"
CALLER: Final = """<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
<GetCallerIdentityResult>
<Arn>arn:aws:iam::123456789012:root</Arn><UserId>123456789012</UserId><Account>123456789012</Account>
</GetCallerIdentityResult>
</GetCallerIdentityResponse>"""
FOLLOWED_IN_CODE_ONLY = ("CKV2_AWS_29", "CKV2_AWS_47")
"""Whether a firewall is before stage and site: checkov follows the outputs of modules in code, but not in a plan."""


OPEN_TO_EVERYONE = {'CKV_AWS_59 module.order_service.module.rest_api.aws_api_gateway_method.this["GET /api/menu"]'}
"""People read the menu before they sign in. No waiver: one would let any other route be open as well."""


@pytest.fixture(scope="module")
def identity() -> Iterator[str]:
    """The address of an AWS that answers whose account it is, which is all that a first plan asks."""
    with serving() as server:
        server.answer("POST", "/", Answer(body=CALLER, headers={"Content-Type": "text/xml"}))
        yield server.url


@pytest.fixture(scope="module")
def plans(space: Workspace, identity: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The plan of each environment before its first apply, as JSON."""
    folders = {environment: tmp_path_factory.mktemp(environment) for environment in ON_AWS}
    return {name: plan(space, name, folder, variables(space, identity)) for name, folder in folders.items()}


def plan(space: Workspace, environment: str, folder: Path, variables: dict[str, str]) -> Path:
    lay_out(space, environment, folder, domain=DOMAIN)
    main = folder / "main.tf"
    # Before the first apply there is no secret to read.
    main.write_text(main.read_text().replace(ORIGIN, f"merge({ORIGIN.strip()}, {{ secrets_path = null }})\n"))
    run(folder, variables, "init", "-backend=false", "-input=false", "-no-color")
    run(folder, variables, "plan", "-input=false", "-no-color", "-lock=false", "-out=plan")
    file = folder / f"{environment}.json"
    file.write_text(run(folder, variables, "show", "-json", "plan"))
    return file


def run(folder: Path, variables: dict[str, str], *arguments: str) -> str:
    finished = run_terraform(folder, variables, *arguments)
    assert finished.returncode == 0, finished.stdout + finished.stderr
    return finished.stdout


def scan(space: Workspace, plans: dict[str, Path], variables: dict[str, str]) -> dict[str, Any]:
    """What checkov says of all plans at once; the waivers are those of the code that they were made of."""
    checkov = locked_environment(space, "checkov") / "checkov"
    files = [argument for file in plans.values() for argument in ("--file", str(file))]
    code = next(iter(plans.values())).parent
    finished = subprocess.run(
        [checkov, *files, "--framework", "terraform_plan", "--repo-root-for-plan-enrichment", ".",
         "--skip-check", ",".join(FOLLOWED_IN_CODE_ONLY), "--skip-download", "--output", "json"],
        cwd=code, env=variables | {"EVAL_TF_PLAN_AFTER_UNKNOWN": "true"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert finished.stdout.startswith("{"), finished.stdout + finished.stderr
    said: dict[str, Any] = json.loads(finished.stdout)
    return said


def failures(said: dict[str, Any]) -> set[str]:
    return {f"{each['check_id']} {each['resource']}" for each in said["results"]["failed_checks"]}


def test_checkov_finds_nothing_in_the_plans_but_that_the_menu_is_open(
    space: Workspace, terraform_variables: dict[str, str], plans: dict[str, Path]
) -> None:
    said = scan(space, plans, terraform_variables)

    assert failures(said) == OPEN_TO_EVERYONE
    assert said["summary"]["parsing_errors"] == 0
    assert said["summary"]["resource_count"] >= FEWEST_RESOURCES * len(plans)
