"""Artifacts of a rehearsed workflow are handed on as GitHub does."""

from pathlib import Path

import pytest

from cafe.rehearse.actions.artifacts import download, upload


@pytest.fixture(autouse=True)
def job(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder of a job."""
    folder = tmp_path / "job"
    (folder / "dist").mkdir(parents=True)
    (folder / "dist" / "brew.zip").write_text("zip")
    (folder / "dist" / ".stamp").write_text("stamp")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("REHEARSAL_ARTIFACTS", str(tmp_path / "artifacts"))
    return folder


def files_of(folder: Path) -> set[str]:
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}


def test_a_folder_is_downloaded_without_its_own_name_and_hidden_files(tmp_path: Path) -> None:
    upload("built", [Path("dist")], with_hidden=False, on_absence="error")

    download("built", tmp_path / "later")

    assert files_of(tmp_path / "later") == {"brew.zip"}


def test_several_folders_keep_what_they_do_not_have_in_common(job: Path, tmp_path: Path) -> None:
    (job / "web").mkdir()
    (job / "web" / "index.html").write_text("page")
    upload("built", [Path("dist"), Path("web")], with_hidden=True, on_absence="error")

    download("built", tmp_path / "later")

    assert files_of(tmp_path / "later") == {"dist/brew.zip", "dist/.stamp", "web/index.html"}


def test_a_name_is_uploaded_once() -> None:
    upload("built", [Path("dist/brew.zip")], with_hidden=False, on_absence="error")

    with pytest.raises(SystemExit, match="built was already uploaded"):
        upload("built", [Path("dist/brew.zip")], with_hidden=False, on_absence="error")


def test_missing_files_are_an_error_where_the_workflow_says_so() -> None:
    upload("optional", [Path("absent")], with_hidden=False, on_absence="warn")

    with pytest.raises(SystemExit, match="No files were found at absent"):
        upload("required", [Path("absent")], with_hidden=False, on_absence="error")


def test_an_artifact_that_was_not_uploaded_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="Artifact not found for name: built"):
        download("built", tmp_path)
