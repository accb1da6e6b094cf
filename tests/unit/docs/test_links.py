"""What a page links, shows or names, is there."""

import re
from pathlib import Path

import pytest

from tests.support import documents
from tests.support.documents import PAGES, ROOT

NAMED_TEST = re.compile(r"\[((?:test|assert)_\w+)\]\(([^)#\s]+\.py)\)")
PLACES = ("services", "tools", "modules", "live", "tests", "docs", "web/src", "requirements", r"\.github")
PATH = re.compile(rf"(?:{'|'.join(PLACES)})/[\w./-]*")
OF_AN_ERROR = re.compile(r'"((?:docs/[\w/-]+|README)\.md(?:#[\w-]+)?)"')
OF_THE_READER = {"live/staging"}
"""What a page tells to make."""


@pytest.mark.parametrize("document", PAGES, ids=documents.name)
def test_its_links_and_images_lead_somewhere(document: Path) -> None:
    assert [link for link in documents.links(document) if not documents.leads_somewhere(document, link)] == []


@pytest.mark.parametrize("document", PAGES, ids=documents.name)
def test_the_paths_that_it_names_exist(document: Path) -> None:
    named = {piece for piece in documents.code(document) if PATH.fullmatch(piece)} - OF_THE_READER

    assert sorted(path for path in named if not (ROOT / path).exists()) == []


@pytest.mark.parametrize("document", PAGES, ids=documents.name)
def test_the_tests_that_it_names_are_where_it_says(document: Path) -> None:
    cited = NAMED_TEST.findall(document.read_text())

    assert [(name, link) for name, link in cited if not _has(document.parent / link, name)] == []


def _has(file: Path, name: str) -> bool:
    return file.stem == name or f"def {name}(" in file.read_text()


def test_a_heading_is_linked_as_github_names_it(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "# The `cafe` command, *twice*\n```\n# no heading\n```\n## Why: it's [so](x.md)\n## Again\n## Again\n"
    )

    assert documents.anchors(page) == {"the-cafe-command-twice", "why-its-so", "again", "again-1"}
    assert not documents.leads_somewhere(page, "#no-heading")
    assert documents.leads_somewhere(page, "page.md#again-1")


def test_every_page_can_be_found_from_the_index() -> None:
    index = ROOT / "docs" / "README.md"
    linked = {(index.parent / link.partition("#")[0]).resolve() for link in documents.links(index)}

    assert sorted(page.name for page in index.parent.glob("*.md") if page != index and page not in linked) == []


@pytest.mark.parametrize("folder", ["decisions", "runbooks"])
def test_a_folder_s_index_names_each_of_its_pages(folder: str) -> None:
    index = ROOT / "docs" / folder / "README.md"
    linked = {link.partition("#")[0] for link in documents.links(index)}

    assert sorted(page.name for page in index.parent.glob("*.md") if page != index and page.name not in linked) == []


def test_the_pages_that_errors_of_the_tools_name_are_there() -> None:
    sources = [file.read_text() for file in (ROOT / "tools" / "cafe").rglob("*.py")]
    named = {page for source in sources for page in OF_AN_ERROR.findall(source)}

    assert len(named) > 5
    assert sorted(page for page in named if not documents.leads_somewhere(ROOT / "README.md", page)) == []
