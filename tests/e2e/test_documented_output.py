"""What the pages quote of a command is what it prints."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from cafe.checkout import Workspace
from cafe.waiting import wait_until

pytestmark = pytest.mark.local

SECONDS_TO_TELL = 30
CAFE = Path(sys.executable).with_name("cafe")


def printed(space: Workspace, *arguments: str) -> str:
    return subprocess.run([CAFE, *arguments], cwd=space.root, capture_output=True, text=True, check=True).stdout


def quoted(space: Workspace, page: str, beginning: str) -> list[str]:
    """The lines of the page's block whose first line has this."""
    blocks = re.findall(r"^```\n(.*?)^```", (space.root / page).read_text(), re.MULTILINE | re.DOTALL)
    (block,) = [block for block in blocks if beginning in block.splitlines()[0]]
    return [shape(line) for line in block.splitlines()]


def shape(line: str) -> str:
    """The line without what is another's each time: ids and figures."""
    without_ids = re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\b[a-z0-9]{26}\b", "ID", line)
    return re.sub(r"\d+", "N", without_ids)


def test_the_log_of_one_order_is_as_operations_quotes_it(space: Workspace) -> None:
    order_id = printed(space, "order").split()[0]
    wanted = quoted(space, "docs/operations.md", "order accepted")

    def told() -> list[str]:
        lines = printed(space, "logs", "--order", order_id).splitlines()
        return lines if len(lines) >= len(wanted) else []

    story = wait_until(told, seconds=SECONDS_TO_TELL, problem=f"not in time: the end of {order_id}'s story", every=0.5)

    # Sorted, for the decision may be announced before the function that made it has logged it.
    assert sorted(shape(line) for line in story) == sorted(wanted)


def test_an_order_is_answered_as_the_front_page_quotes_it(space: Workspace) -> None:
    answer = printed(space, "order").splitlines()

    assert [shape(line) for line in answer] == quoted(space, "README.md", "RECEIVED")
