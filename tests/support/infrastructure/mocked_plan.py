"""The units of an environment planned as one root, on an AWS that is mocked: no account is needed.

What `live/_units` passes from unit to unit is Terraform but for a few names, so it is translated, not repeated.
`terraform test` is the one command that plans with mocks, and it can print the plan.
"""

import json
import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from cafe.checkout import PROJECT, Workspace
from cafe.environments import LOCAL, UNITS
from cafe.functions import read_functions
from tests.support.infrastructure.environments import declared
from tests.support.infrastructure.terraform import NO_AWS, run_terraform

type Resource = dict[str, Any]
"""A managed resource: its unit, type and attributes."""

TEST = """
mock_provider "aws" {
  source          = "./modules/_mocks"
  override_during = plan

  mock_resource "aws_cognito_user_pool" {
    defaults = {
      arn      = "arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_Mocked"
      id       = "us-east-1_Mocked"
      endpoint = "cognito-idp.us-east-1.amazonaws.com/us-east-1_Mocked"
    }
  }
}

mock_provider "aws" {
  alias           = "us_east_1"
  source          = "./modules/_mocks"
  override_during = plan
}

run "plan" {
  command = plan
}
"""
ELSEWHERE = 'provider "aws" {\n  alias  = "us_east_1"\n  region = "us-east-1"\n}'
BOTH_PROVIDERS = "\n  providers = { aws = aws, aws.us_east_1 = aws.us_east_1 }"
KNOWN_ELSEWHERE = {"mocks", "read", "settings"}
"""Locals of units that Terragrunt alone can compute; the settings come from `live/settings.hcl`, on AWS."""


def of_type(resources: Iterable[Resource], kind: str) -> list[dict[str, Any]]:
    return [resource["attributes"] for resource in resources if resource["type"] == kind]


def plan(space: Workspace, environment: str, folder: Path, variables: dict[str, str]) -> list[Resource]:
    """Every managed resource that the environment would have: its unit, type and attributes."""
    lay_out(space, environment, folder)
    mocks = folder / "modules" / "_mocks" / "aws.tfmock.hcl"
    mocks.write_text(mocks.read_text().replace("cafe-orders-test", f"{PROJECT}-{environment}"))
    (folder / "plan.tftest.hcl").write_text(TEST)
    _terraform(folder, variables, "init", "-backend=false", "-input=false", "-no-color")
    told = _terraform(folder, variables, "test", "-json", "-verbose")
    (planned,) = [line["test_plan"] for line in map(json.loads, told.splitlines()) if line["type"] == "test_plan"]
    changes = planned["resource_changes"]
    return [_resource(change) for change in changes if change["mode"] == "managed"]


def lay_out(space: Workspace, environment: str, folder: Path, **settings: Any) -> None:
    """Write the root: one module call a unit, with the environment's settings, or those given in their place."""
    shutil.copytree(space.root / "modules", folder / "modules", ignore=shutil.ignore_patterns(".terraform*"))
    (folder / "settings.json").write_text(json.dumps(declared(environment) | settings))
    (folder / "main.tf").write_text(root(space, environment))
    shutil.copy(folder / "modules" / UNITS[0] / "versions.tf", folder)
    _write_packages(space, folder / "packages")


def _write_packages(space: Workspace, packages: Path) -> None:
    """A file for each function: a plan needs no more of a zip than its digest."""
    packages.mkdir()
    for function in read_functions(space.root):
        (packages / f"{function.name}.zip").touch()


def root(space: Workspace, environment: str) -> str:
    """One module call a unit, with the inputs that the unit has."""
    name = f"{PROJECT}-{environment}"
    units = {unit: (space.root / "live" / "_units" / f"{unit}.hcl").read_text() for unit in UNITS}
    settings = (space.root / "live" / "settings.hcl").read_text()
    parts = [ELSEWHERE, f"locals {{\n{_block(settings, 'locals')}\n}}"]
    parts += [f"locals {{\n{body}\n}}" for text in units.values() if (body := _own_locals(text))]
    parts += [
        f'module "{unit}" {{\n  source = "./modules/{unit}"{_providers(space, unit)}\n  name = "{name}"\n'
        f"{_block(text, 'inputs =')}\n}}"
        for unit, text in units.items()
    ]
    return _translate(space, environment, "\n\n".join(parts))


def _providers(space: Workspace, unit: str) -> str:
    needs_both = "configuration_aliases" in (space.root / "modules" / unit / "versions.tf").read_text()
    return BOTH_PROVIDERS if needs_both else ""


def _translate(space: Workspace, environment: str, text: str) -> str:
    text = re.sub(r"dependency\.(\w+)\.outputs", r"module.\1", text)
    text = re.sub(r"packages_path( *)= \S+", r'packages_path\1= abspath("packages")', text)
    text = re.sub(r"read_terragrunt_config\(.*\)\.locals", 'jsondecode(file("${path.module}/settings.json"))', text)
    endpoint = NO_AWS if environment == LOCAL.name else ""
    text = re.sub(r'get_env\("AWS_ENDPOINT_URL".*\)', f'"{endpoint}"', text)
    text = re.sub(r"get_env\(.*\)", '""', text)
    text = text.replace("get_original_terragrunt_dir()", f'"{space.root}/live/{environment}/a-unit"')
    return text.replace("get_repo_root()", f'"{space.root}"')


def _own_locals(text: str) -> str:
    lines = re.split(r"\n(?=  \w+ +=)", "\n" + _block(text, "locals"))
    own = [line for line in lines if (name := re.match(r"\s*(\w+) +=", line)) and name[1] not in KNOWN_ELSEWHERE]
    return "\n".join(own)


def _block(text: str, start: str) -> str:
    """What is between the braces that follow `start` at the beginning of a line."""
    found = re.search(rf"^{start} {{\n(.*?)^}}$", text, re.MULTILINE | re.DOTALL)
    assert found, f"no {start} in\n{text}"
    return found[1]


def _resource(change: dict[str, Any]) -> Resource:
    unit = re.match(r"module\.(\w+)", change["address"])
    assert unit
    return {"unit": unit[1], "type": change["type"], "attributes": change["change"]["after"]}


def _terraform(folder: Path, variables: dict[str, str], *arguments: str) -> str:
    finished = run_terraform(folder, variables, *arguments)
    assert finished.returncode == 0, "\n".join(_diagnostics(finished.stdout)) + finished.stderr
    return finished.stdout


def _diagnostics(output: str) -> Iterator[str]:
    for line in output.splitlines():
        if line.startswith("{"):
            yield from (json.dumps(json.loads(line)["diagnostic"]) for _ in [1] if "diagnostic" in json.loads(line))
        else:
            yield line
