"""The changes that are rehearsed fit the repository as it is."""

import ast
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import boto3
import pytest
from moto import mock_aws

from cafe.aws import Aws
from cafe.checkout import workspace
from cafe.environments import LiveEnvironment
from cafe.errors import CafeError
from cafe.rehearse import changes


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A copy of the files that are changed."""
    for name in (Path("README.md"), changes.DEV, changes.MENU, changes.HANDLER):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(workspace().root / name, tmp_path / name)
    return tmp_path


@pytest.mark.parametrize(
    ("change", "file"),
    [
        (changes.touch_the_readme, Path("README.md")),
        (changes.send_alarms_to_somebody, changes.DEV),
        (changes.keep_logs_longer, changes.DEV),
        (changes.raise_a_price, changes.MENU),
        (changes.break_the_api, changes.HANDLER),
    ],
)
def test_a_change_changes_its_file(work: Path, change: Callable[[Path], None], file: Path) -> None:
    change(work)

    assert (work / file).read_text() != (workspace().root / file).read_text()


def test_the_menu_stays_one_and_the_broken_handler_is_code_that_raises(work: Path) -> None:
    changes.raise_a_price(work)
    changes.break_the_api(work)

    assert json.loads((work / changes.MENU).read_text())["items"]
    tree = ast.parse((work / changes.HANDLER).read_text())
    assert any(isinstance(node, ast.Raise) for node in ast.walk(tree))


def test_a_file_that_is_no_longer_as_it_was_known_is_named(work: Path) -> None:
    (work / changes.DEV).write_text("")
    (work / changes.HANDLER).write_text("")

    with pytest.raises(CafeError, match=r"env\.hcl does not say"):
        changes.keep_logs_longer(work)
    with pytest.raises(CafeError, match="is not as the rehearsal knows it"):
        changes.break_the_api(work)


def test_a_setting_of_the_queue_is_changed_by_hand_and_put_back() -> None:
    live, aws = LiveEnvironment("prod", "123456789012", "us-east-1"), Aws(boto3.Session(region_name="us-east-1"))
    with mock_aws():
        url = aws.sqs.create_queue(QueueName="cafe-orders-prod-orders", Attributes={"VisibilityTimeout": "180"})[
            "QueueUrl"
        ]

        assert changes.let_messages_be_hidden_longer(live, aws) == "180"
        assert aws.sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["VisibilityTimeout"])["Attributes"] == {
            "VisibilityTimeout": changes.DRIFTED_SECONDS
        }

        changes.hide_messages_as_long_as(live, aws, "180")

        assert aws.sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["VisibilityTimeout"])["Attributes"] == {
            "VisibilityTimeout": "180"
        }
