"""Errors that Terraform and Terragrunt print, each with its cause in plain words and what to do about it."""

import re
from typing import Final

from cafe import aws_errors
from cafe.aws_errors import PAGE, KnownError
from cafe.environments import LiveEnvironment
from cafe.errors import CafeError

LINE = re.compile(r"^(?:\d\d:\d\d:\d\d\.\d{3} +(?P<kind>[A-Z]+) *(?:\[\w+\] *)?(?:terraform: ?)?)?(?P<text>.*)$")
FRAME = re.compile(r"^[│╷╵]? ?")
LONGEST_ERROR = 6000
ERRORS_OF_TERRAFORM: Final = (
    KnownError(
        r"Saved plan is stale|saved plan does not match the given state",
        "The plan of {live.name} {unit} is older than its state: somebody has applied something since.",
        "Plan again, and have it reviewed: cafe plan {live.name} --out DIR",
    ),
    KnownError(
        r"Scope ARN: \S+-boundary\s+does\s+not\s+exist",
        "{live.name} has no boundary for the roles that a deploy makes.",
        "Make it once: cafe bootstrap {live.name}",
    ),
    KnownError(
        r"(?:no file exists at \"?|open )(?P<file>[^\s\";]+\.zip)",
        "An artifact of {live.name} is missing: {file}.",
        "Build it: cafe package",
    ),
)


def explain(text: str, live: LiveEnvironment, unit: str = "") -> CafeError | None:
    """The known error in a program's output, or None."""
    return _locked(text, live, unit) or aws_errors.explain(text, live, unit, ERRORS_OF_TERRAFORM)


def error_excerpt(log: str) -> str:
    """The error messages in a log of Terragrunt or Terraform, without other lines and decoration."""
    lines = [(found["kind"] or "", found["text"]) for line in log.splitlines() if (found := LINE.match(line))]
    for kind in ("STDERR", "ERROR"):
        messages = [FRAME.sub("", text).rstrip() for of, text in lines if of == kind]
        if messages:
            return re.sub(r"\n{2,}", "\n\n", "\n".join(messages)).strip()[:LONGEST_ERROR]
    return "\n".join(text for _, text in lines[-25:])[:LONGEST_ERROR]


def _locked(text: str, live: LiveEnvironment, unit: str) -> CafeError | None:
    found = re.search(r"Error acquiring the state lock.*", text, re.DOTALL)
    if found is None:
        return None
    info = dict(re.findall(r"(ID|Who|Created|Operation): +(.+)", found[0]))
    since = re.sub(r"\.\d+ .*", " UTC", info.get("Created", "an unknown time"))
    operation = info.get("Operation", "").removeprefix("OperationType").lower() or "something"
    unlock = f"terragrunt run --working-dir live/{live.name}/{unit or 'UNIT'} -- force-unlock {info.get('ID', 'ID')}"
    return CafeError(
        f"The state of {live.name} {unit} is locked: by {info.get('Who', 'somebody')} since {since}, for {operation}.",
        f"Wait for it. Only if that run is dead: {unlock}",
        page=PAGE,
    )
