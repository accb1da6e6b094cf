"""The description that people, tests and tools read."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from cafe.checkout import Workspace
from cafe.errors import CafeError
from cafe.platform import load_platform, read_platform, write_platform
from tests.support.tools.examples import PLATFORM


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / ".local" / "platform.json"

    write_platform(file, PLATFORM)

    assert read_platform(file) == PLATFORM


def test_users_are_objects_with_email_and_password() -> None:
    assert json.loads(PLATFORM.to_json())["users"] == [{"email": "ada@cafe.example", "password": "secret"}]


def test_the_platform_of_a_checkout_is_the_one_it_describes(tmp_path: Path) -> None:
    space = Workspace(root=tmp_path, cache=tmp_path)
    write_platform(space.platform_file, PLATFORM)

    assert load_platform(space) == PLATFORM
    assert PLATFORM.port == 4566


def test_without_a_platform_the_error_says_how_to_start_it(tmp_path: Path) -> None:
    with pytest.raises(CafeError, match="nox -s up"):
        load_platform(Workspace(root=tmp_path, cache=tmp_path))


def test_a_description_by_an_older_version_can_still_be_read(tmp_path: Path) -> None:
    file = tmp_path / "platform.json"
    fields = json.loads(PLATFORM.to_json())
    del fields["relay_failure_queue_url"], fields["topic_arn"]
    file.write_text(json.dumps(fields))

    assert read_platform(file) == replace(PLATFORM, relay_failure_queue_url="", topic_arn="")


@pytest.mark.parametrize("content", ["", "{", "{}", '{"users": [], "colour": "red"}'])
def test_a_description_by_another_version_counts_as_none(tmp_path: Path, content: str) -> None:
    file = tmp_path / "platform.json"
    file.write_text(content)

    assert read_platform(file) is None


def test_a_file_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    file = tmp_path / "platform.json"
    file.touch(mode=0o644)

    write_platform(file, PLATFORM)

    assert file.stat().st_mode & 0o077 == 0
