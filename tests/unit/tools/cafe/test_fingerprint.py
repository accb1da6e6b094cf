"""Work is repeated when, and only when, its inputs changed."""

from pathlib import Path

from cafe.fingerprint import fingerprint, is_current


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


def test_what_was_built_is_no_input(tmp_path: Path) -> None:
    before = fingerprint([tmp_path])

    (tmp_path / "node_modules").mkdir()
    (tmp_path / "node_modules" / "x").write_text("1")

    assert fingerprint([tmp_path]) == before


def test_work_without_a_stamp_is_not_current(tmp_path: Path) -> None:
    assert not is_current(tmp_path / "stamp", "digest")


def test_the_same_files_elsewhere_have_the_same_fingerprint(tmp_path: Path) -> None:
    for checkout in ("one", "other"):
        (tmp_path / checkout / "web").mkdir(parents=True)
        (tmp_path / checkout / "web" / "a").write_text("1")

    assert fingerprint([tmp_path / "one" / "web"]) == fingerprint([tmp_path / "other" / "web"])
