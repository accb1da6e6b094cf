"""The changes that the rehearsal makes: to its copy of the repository, and once to AWS without Terraform."""

import json
import re
from pathlib import Path

from cafe.aws import Aws
from cafe.environments import LiveEnvironment
from cafe.errors import CafeError
from cafe.functions import read_functions

README = Path("README.md")
MENU = Path("services/orders/domain/menu.json")
BROKEN = 'raise RuntimeError("The rehearsal broke this function.")'
CHANGED_SECONDS = "240"


def edit_the_readme(work: Path) -> None:
    """A change that affects no unit."""
    readme = work / README
    readme.write_text(f"{readme.read_text()}\nRehearsed.\n")


def add_an_alarm_email(work: Path, environment: str) -> None:
    """One more resource, in one environment."""
    _set(settings_of(work, environment), "alarm_emails", '{ rehearsal = "rehearsal@example.com" }')


def keep_logs_longer(work: Path, environment: str) -> None:
    """Another value of an attribute, in one environment."""
    _set(settings_of(work, environment), "log_retention_days", "400")


def raise_a_price(work: Path) -> None:
    """Other code in every function."""
    menu = json.loads((work / MENU).read_text())
    menu["items"][0]["unit_price"] += 10
    (work / MENU).write_text(json.dumps(menu, indent=2))


def break_the_api(work: Path) -> None:
    """A function that fails on every request. Its unit tests would find that; a deploy does not run them."""
    file = handler_of_api(work)
    head, _, body = file.read_text().rpartition("\n    return ")
    if not head:
        raise CafeError(f"{file.name} has no `return` to break.", "Change how it is broken: changes.py")
    file.write_text(f"{head}\n    {BROKEN}\n    return {body}")


def settings_of(work: Path, environment: str) -> Path:
    return work / "live" / environment / "env.hcl"


def handler_of_api(work: Path) -> Path:
    """The file with the entry point of the function that the API invokes."""
    function = next(function for function in read_functions(work) if function.trigger == "api")
    module = function.handler.rpartition(".")[0]
    return work / "services" / f"{module.replace('.', '/')}.py"


def change_the_visibility_timeout(live: LiveEnvironment, aws: Aws) -> str:
    """Change a setting of the queue without Terraform; returns the value before, in seconds."""
    url = _queue(live, aws)
    found = aws.sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["VisibilityTimeout"])
    restore_the_visibility_timeout(live, aws, CHANGED_SECONDS)
    return found["Attributes"]["VisibilityTimeout"]


def restore_the_visibility_timeout(live: LiveEnvironment, aws: Aws, seconds: str) -> None:
    aws.sqs.set_queue_attributes(QueueUrl=_queue(live, aws), Attributes={"VisibilityTimeout": seconds})


def _queue(live: LiveEnvironment, aws: Aws) -> str:
    url: str = aws.sqs.get_queue_url(QueueName=f"{live.prefix}-orders")["QueueUrl"]
    return url


def _set(file: Path, setting: str, value: str) -> None:
    """Give a setting, which stands on one line, another value."""
    text = file.read_text()
    changed = re.sub(rf"^(\s*{setting}\s*=).*$", rf"\1 {value}", text, count=1, flags=re.MULTILINE)
    if changed == text:
        raise CafeError(f"{file} has no {setting} to set to {value}.", "Change what the rehearsal sets: changes.py")
    file.write_text(changed)
