"""Files are written whole, and work is repeated when, and only when, its inputs changed."""

from pathlib import Path

import pytest

from cafe.files import fingerprint, is_current, read_json, write_json


def test_json_is_read_as_it_was_written(tmp_path: Path) -> None:
    write_json(tmp_path / "a" / "b.json", {"name": "café"})

    assert read_json(tmp_path / "a" / "b.json") == {"name": "café"}
    assert [file.name for file in (tmp_path / "a").iterdir()] == ["b.json"]


def test_a_private_file_is_its_owners_alone(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("open to all")

    write_json(tmp_path / "a.json", {}, private=True)

    assert (tmp_path / "a.json").stat().st_mode & 0o777 == 0o600


def test_a_changed_file_changes_the_fingerprint(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_text("1")
    before = fingerprint([tmp_path])

    file.write_text("2")

    assert fingerprint([tmp_path]) != before


def test_a_renamed_file_changes_the_fingerprint(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1")
    before = fingerprint([tmp_path])

    (tmp_path / "a").rename(tmp_path / "b")

    assert fingerprint([tmp_path]) != before


def test_a_setting_changes_the_fingerprint(tmp_path: Path) -> None:
    assert fingerprint([tmp_path], "4566") != fingerprint([tmp_path], "4567")


@pytest.mark.parametrize("name", ["node_modules/x", ".stamp"])
def test_what_was_built_and_what_is_hidden_is_no_input(tmp_path: Path, name: str) -> None:
    before = fingerprint([tmp_path])

    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("1")

    assert fingerprint([tmp_path]) == before


def test_work_without_a_stamp_is_not_current(tmp_path: Path) -> None:
    assert not is_current(tmp_path / "stamp", "digest")


def test_the_same_files_elsewhere_have_the_same_fingerprint(tmp_path: Path) -> None:
    for checkout in ("one", "other"):
        (tmp_path / checkout / "web").mkdir(parents=True)
        (tmp_path / checkout / "web" / "a").write_text("1")

    assert fingerprint([tmp_path / "one" / "web"]) == fingerprint([tmp_path / "other" / "web"])
