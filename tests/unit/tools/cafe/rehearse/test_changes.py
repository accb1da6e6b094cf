"""The changes that are rehearsed fit the repository as it is."""

import ast
import json
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import boto3
import hcl2
import pytest
from moto import mock_aws

from cafe.aws import Aws
from cafe.checkout import workspace
from cafe.environments import LiveEnvironment
from cafe.errors import CafeError
from cafe.functions import MANIFEST
from cafe.rehearse import changes
from cafe.rehearse.command import deployed_environments

ROOT = workspace().root
FIRST = deployed_environments(ROOT)[0]
API = changes.handler_of_api(ROOT)


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A copy of the files that are changed."""
    files = (changes.README, changes.MENU, MANIFEST, changes.settings_of(Path(), FIRST), API.relative_to(ROOT))
    for name in files:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, tmp_path / name)
    return tmp_path


@pytest.mark.parametrize(
    ("change", "file"),
    [
        (changes.edit_the_readme, ROOT / changes.README),
        (partial(changes.add_an_alarm_email, environment=FIRST), changes.settings_of(ROOT, FIRST)),
        (partial(changes.keep_logs_longer, environment=FIRST), changes.settings_of(ROOT, FIRST)),
        (changes.raise_a_price, ROOT / changes.MENU),
        (changes.break_the_api, API),
    ],
)
def test_a_change_changes_its_file(work: Path, change: Callable[[Path], None], file: Path) -> None:
    change(work)

    assert (work / file.relative_to(ROOT)).read_text() != file.read_text()


def test_a_changed_setting_is_hcl(work: Path) -> None:
    changes.add_an_alarm_email(work, FIRST)
    changes.keep_logs_longer(work, FIRST)

    declared = hcl2.loads(changes.settings_of(work, FIRST).read_text())["locals"][0]
    assert declared["log_retention_days"] == 400
    assert list(declared["alarm_emails"]) == ["rehearsal"]


def test_a_price_rises_on_a_valid_menu(work: Path) -> None:
    before = json.loads((work / changes.MENU).read_text())["items"][0]["unit_price"]

    changes.raise_a_price(work)

    assert json.loads((work / changes.MENU).read_text())["items"][0]["unit_price"] == before + 10


def test_the_broken_handler_is_code_that_raises(work: Path) -> None:
    changes.break_the_api(work)

    tree = ast.parse(changes.handler_of_api(work).read_text())
    assert any(isinstance(node, ast.Raise) for node in ast.walk(tree))


def test_a_change_that_no_longer_fits_its_file_is_an_error(work: Path) -> None:
    changes.settings_of(work, FIRST).write_text("")
    changes.handler_of_api(work).write_text("")

    with pytest.raises(CafeError, match=r"env\.hcl has no log_retention_days"):
        changes.keep_logs_longer(work, FIRST)
    with pytest.raises(CafeError, match="has no `return` to break"):
        changes.break_the_api(work)


def test_a_setting_of_the_queue_is_changed_by_hand_and_put_back() -> None:
    live, aws = LiveEnvironment("prod", "123456789012", "us-east-1"), Aws(boto3.Session(region_name="us-east-1"))
    with mock_aws():
        url = aws.sqs.create_queue(QueueName="cafe-orders-prod-orders", Attributes={"VisibilityTimeout": "180"})[
            "QueueUrl"
        ]

        assert changes.change_the_visibility_timeout(live, aws) == "180"
        assert aws.sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["VisibilityTimeout"])["Attributes"] == {
            "VisibilityTimeout": changes.CHANGED_SECONDS
        }

        changes.restore_the_visibility_timeout(live, aws, "180")

        assert aws.sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["VisibilityTimeout"])["Attributes"] == {
            "VisibilityTimeout": "180"
        }
