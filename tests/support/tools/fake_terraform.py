"""Two units, planned and applied as Terraform does it: on a state in S3 with a serial, and never on a stale plan."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cafe.aws import Access
from cafe.environments import LiveEnvironment
from cafe.errors import CafeError
from cafe.terraform_state import read_state

type Outputs = Mapping[str, Any]
type Resources = Callable[[Outputs], dict[str, str]]

LINEAGE = "11112222-3333-4444-5555-666677778888"
MOCKED = {"arn": "arn:mocked"}


@dataclass
class FakeTerraform:
    """`store` has a table; `service`, which takes its ARN, has a function of that name."""

    access: Access
    live: LiveEnvironment
    wanted: dict[str, Resources] = field(
        default_factory=lambda: {
            "store": lambda _: {"table": "orders"},
            "service": lambda store: {"function": f"reads {store['arn']}"},
        }
    )
    breaks_plans: dict[str, str] = field(default_factory=dict)
    breaks_applies: dict[str, str] = field(default_factory=dict)
    applied: list[str] = field(default_factory=list)

    @property
    def names(self) -> tuple[str, ...]:
        return ("store", "service")

    def dependencies(self, unit: str) -> tuple[str, ...]:
        return ("store",) if unit == "service" else ()

    def plan(self, unit: str, saved: Path, log: Path) -> dict[str, Any]:
        self._break(self.breaks_plans, unit, log)
        wanted, state = self._wanted(unit), self.state(unit)
        changes = list(_changes(state["made"], wanted))
        outputs = {"arn": f"arn:{wanted['table']}"} if unit == "store" and wanted else {"done": True}
        output_changes = {"arn": {"actions": ["update"]}} if state["outputs"] != outputs else {}
        saved.write_text(json.dumps({"serial": state["serial"], "resources": wanted, "outputs": outputs}))
        return {
            "resource_changes": changes,
            "output_changes": output_changes,
            "applyable": bool(changes or output_changes),
        }

    def apply(self, unit: str, saved: Path, log: Path) -> None:
        plan, state = json.loads(saved.read_text()), self.state(unit)
        if plan["serial"] != state["serial"]:
            log.write_text("00:00:00.000 STDERR terraform: Error: Saved plan is stale\n")
            raise CafeError("terragrunt failed")
        if unit in self.breaks_applies:
            done = dict(list(plan["resources"].items())[:1])
            if "Creation complete" in self.breaks_applies[unit]:
                self.keep(unit, done, {})
            self._break(self.breaks_applies, unit, log)
        self.keep(unit, plan["resources"], plan["outputs"])
        self.applied.append(unit)

    def state(self, unit: str) -> dict[str, Any]:
        if read_state(self.access, self.live, unit).version is None:
            return {"serial": 0, "made": {}, "outputs": {}}
        answer = self.access.aws.s3.get_object(Bucket=self.live.state_bucket, Key=f"{unit}/terraform.tfstate")
        state: dict[str, Any] = json.loads(answer["Body"].read())
        return state | {"outputs": {name: output["value"] for name, output in state["outputs"].items()}}

    def keep(self, unit: str, resources: Mapping[str, str], outputs: Outputs) -> None:
        state = {
            "lineage": LINEAGE,
            "serial": self.state(unit)["serial"] + 1,
            "resources": [],
            "made": resources,
            "outputs": {name: {"value": value} for name, value in outputs.items()},
        }
        key = f"{unit}/terraform.tfstate"
        self.access.aws.s3.put_object(Bucket=self.live.state_bucket, Key=key, Body=json.dumps(state))

    def _wanted(self, unit: str) -> dict[str, str]:
        return self.wanted[unit](self.state("store")["outputs"] or MOCKED)

    def _break(self, broken: dict[str, str], unit: str, log: Path) -> None:
        if unit in broken:
            log.write_text("".join(f"00:00:00.000 STDERR terraform: {line}\n" for line in broken[unit].splitlines()))
            raise CafeError("terragrunt failed")


def _changes(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    for address in sorted({*before, *after}):
        if before.get(address) != after.get(address):
            yield {"address": address, "type": "a_type", "change": _change(before.get(address), after.get(address))}


def _change(before: str | None, after: str | None) -> dict[str, Any]:
    actions = ["create"] if before is None else ["delete"] if after is None else ["update"]
    values = [None if value is None else {"value": value} for value in (before, after)]
    return {"actions": actions, "before": values[0], "after": values[1], "after_unknown": {}}
