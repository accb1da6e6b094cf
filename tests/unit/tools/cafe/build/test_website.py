"""Building the page and planning what to publish of it."""

from pathlib import Path

import pytest

from cafe.build.website import build, plan_uploads
from cafe.checkout import Workspace
from cafe.errors import CafeError
from tests.support.tools.fake_programs import Programs

NPM = """
echo "$@" >> ../npm-was-asked
[ "$1" = run ] && echo "<html>" > dist/index.html; :
"""


@pytest.fixture
def built(tmp_path: Path) -> Path:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "page-1a2b.js").write_text("1")
    (tmp_path / "favicon.svg").write_text("<svg/>")
    (tmp_path / "index.html").write_text("<html>")
    (tmp_path / ".fingerprint").write_text("x")
    return tmp_path


def test_what_refers_to_assets_is_published_after_them(built: Path) -> None:
    keys = [upload.key for upload in plan_uploads(built, {})]

    assert keys == ["assets/page-1a2b.js", "favicon.svg", "config.json", "index.html"]


def test_only_hashed_assets_are_cached_for_long(built: Path) -> None:
    cached = {upload.key: upload.cache_control for upload in plan_uploads(built, {})}

    assert cached["assets/page-1a2b.js"] == "public, max-age=31536000, immutable"
    assert cached["index.html"] == cached["config.json"] == "no-cache"


def test_types_are_those_that_browsers_expect(built: Path) -> None:
    types = {upload.key: upload.content_type for upload in plan_uploads(built, {})}

    assert types["index.html"] == "text/html"
    assert types["favicon.svg"] == "image/svg+xml"
    assert types["assets/page-1a2b.js"] == "text/javascript"


def test_a_page_that_was_not_built_is_not_published(tmp_path: Path) -> None:
    with pytest.raises(CafeError, match="Build it"):
        list(plan_uploads(tmp_path, {}))


@pytest.fixture
def web(space: Workspace, programs: Programs) -> Path:
    """The page's sources, and an npm that builds them."""
    folder = space.root / "web"
    for name in ("dist", "node_modules"):
        (folder / name).mkdir(parents=True)
    (folder / "package-lock.json").write_text("{}")
    (folder / "main.ts").write_text("1")
    programs.add("npm", NPM)
    return folder


def npm_was_asked(space: Workspace) -> list[str]:
    return [line.split()[0] for line in (space.root / "npm-was-asked").read_text().splitlines()]


def test_a_page_is_built_from_its_locked_packages(space: Workspace, web: Path) -> None:
    assert (build(space) / "index.html").exists()
    assert npm_was_asked(space) == ["ci", "run"]


def test_a_page_whose_sources_have_not_changed_is_not_built_again(space: Workspace, web: Path) -> None:
    build(space)

    build(space)

    assert npm_was_asked(space) == ["ci", "run"]


def test_a_changed_source_builds_the_page_and_installs_nothing(space: Workspace, web: Path) -> None:
    build(space)

    (web / "main.ts").write_text("2")
    build(space)

    assert npm_was_asked(space) == ["ci", "run", "run"]


@pytest.mark.usefixtures("programs")
def test_a_machine_without_npm_is_told_what_to_install(space: Workspace) -> None:
    with pytest.raises(CafeError, match="mise install"):
        build(space)
