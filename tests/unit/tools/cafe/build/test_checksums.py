"""Artifacts are built once: other bytes than those are refused."""

import json

import pytest

from cafe.build.checksums import checksums, refuse_others, write_checksums
from cafe.checkout import Workspace
from cafe.errors import CafeError
from tests.support.tools.functions import NAMES, declare_functions

ZIPS = tuple(f"{name}.zip" for name in NAMES)


@pytest.fixture
def built(space: Workspace) -> Workspace:
    declare_functions(space.root)
    page = space.root / "web" / "dist"
    (page / "assets").mkdir(parents=True)
    (page / "index.html").write_text("<html>")
    (page / "assets" / "app.js").write_text("1")
    space.artifacts.mkdir()
    for name in ZIPS:
        (space.artifacts / name).write_text(name)
    write_checksums(space)
    return space


def test_the_zips_and_the_page_are_reported_by_their_checksums(built: Workspace) -> None:
    found = checksums(built)

    assert found == json.loads((built.artifacts / "checksums.json").read_text())
    assert list(found) == [*ZIPS, "page"]


def test_hidden_files_are_not_of_the_page_for_a_workflow_leaves_them_behind(built: Workspace) -> None:
    before = checksums(built)

    (built.root / "web" / "dist" / ".fingerprint").write_text("x")

    assert checksums(built) == before


@pytest.mark.parametrize("name", ZIPS)
def test_a_missing_zip_says_how_to_build_it(built: Workspace, name: str) -> None:
    (built.artifacts / name).unlink()

    with pytest.raises(CafeError, match=f"dist/{name} is missing") as refusal:
        checksums(built)

    assert refusal.value.remedy == "Build it: cafe package"


def test_a_missing_page_says_how_to_build_it(built: Workspace) -> None:
    (built.root / "web" / "dist" / "index.html").unlink()

    with pytest.raises(CafeError, match="web/dist is missing") as refusal:
        checksums(built)

    assert refusal.value.remedy == "Build it: cafe build-page"


@pytest.mark.parametrize("name", ["dist/shop_api.zip", "web/dist/assets/app.js"])
def test_other_bytes_than_those_that_were_built_are_refused(built: Workspace, name: str) -> None:
    (built.root / name).write_text("altered")

    with pytest.raises(CafeError, match="is not what was built"):
        checksums(built)


def test_a_renamed_file_is_another_page(built: Workspace) -> None:
    assets = built.root / "web" / "dist" / "assets"

    (assets / "app.js").rename(assets / "other.js")

    with pytest.raises(CafeError, match="web/dist is not what was built"):
        checksums(built)


def test_the_functions_are_recorded_before_there_is_a_page(space: Workspace) -> None:
    declare_functions(space.root)
    space.artifacts.mkdir()
    (space.artifacts / "shop_api.zip").write_text("x")

    write_checksums(space)

    assert json.loads((space.artifacts / "checksums.json").read_text()).keys() == {"shop_api.zip"}


def test_artifacts_of_another_build_are_named_with_both_checksums() -> None:
    with pytest.raises(CafeError) as refusal:
        refuse_others(
            {"a.zip": "1" * 64, "b.zip": "2" * 64}, {"a.zip": "1" * 64, "b.zip": "3" * 64, "c": "4" * 64}, "dev"
        )

    assert refusal.value.problem == (
        "Not the artifacts of dev: b.zip (222222222222, not 333333333333), c (none, not 444444444444)."
    )
