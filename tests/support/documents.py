"""The Markdown pages of the repository, and what can be found in one."""

import re
from collections import Counter
from pathlib import Path

from cafe.checkout import workspace

ROOT = workspace().root
PAGES = sorted(
    file
    for pattern in ("*.md", ".github/*.md", "docs/**/*.md", "modules/**/*.md", "tools/*/README.md")
    for file in ROOT.glob(pattern)
    if ".terraform" not in file.parts
)
FENCE = re.compile(r"^( *)```.*?^\1```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?://|mailto:)([^)\s]+)\)")
HEADING = re.compile(r"^#+ +(.+?) *$", re.MULTILINE)
CODE = re.compile(r"`([^`\n]+)`")
INDENTED = re.compile(r"^ {4,}(\S.*)$", re.MULTILINE)


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def prose(page: Path) -> str:
    """The page without its fenced blocks, whose `#` and brackets mean something else."""
    return FENCE.sub("", page.read_text())


def links(page: Path) -> list[str]:
    """Where its links and images within the repository lead."""
    return LINK.findall(prose(page))


def anchors(page: Path) -> set[str]:
    """The names that GitHub gives to its headings; a repeated one is numbered."""
    seen: Counter[str] = Counter()
    made = set()
    for heading in HEADING.findall(prose(page)):
        anchor = _anchor(heading)
        made.add(f"{anchor}-{seen[anchor]}" if seen[anchor] else anchor)
        seen[anchor] += 1
    return made


def leads_somewhere(page: Path, link: str) -> bool:
    """A file, or a heading of one: of this page where the link names none."""
    path, _, anchor = link.partition("#")
    target = page.parent / path if path else page
    return target.exists() and (not anchor or anchor in anchors(target))


def code(page: Path) -> list[str]:
    """Its pieces of code: what stands between backticks or is indented, and the lines of its fenced blocks."""
    text = page.read_text()
    fenced = [line for block in FENCE.finditer(text) for line in block.group().splitlines()]
    return CODE.findall(prose(page)) + INDENTED.findall(prose(page)) + fenced


def _anchor(heading: str) -> str:
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).replace("`", "")
    return re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-")
