"""Publishing the page."""

from pathlib import Path

import pytest

from cafe.errors import CafeError
from cafe.site import plan_uploads


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
