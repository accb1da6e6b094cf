"""Text that somebody else chose, in Markdown that GitHub shows: never a link, a mention, HTML or a table's border.

A code span is the one place where GitHub looks for none of these (GitHub Flavored Markdown Spec 6.1 and 6.3).
"""

import re
import unicodedata
from html import escape

LONGEST_NAME = 200
INVISIBLE = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}
COLOURS = re.compile(r"\x1b\[[0-9;]*m")


def code(text: str, longest: int = LONGEST_NAME) -> str:
    """A code span on one line, cut after so many characters."""
    shown = visible(text) or " "
    if len(shown) > longest:
        shown = f"{shown[:longest]}…"
    fence = "`" * (_longest_run(shown) + 1)
    padding = " " if shown.startswith(("`", " ")) or shown.endswith(("`", " ")) else ""
    return f"{fence}{padding}{shown}{padding}{fence}"


def cell(text: str) -> str:
    """A code span inside a table, where a pipe would end the cell even so."""
    return code(text.replace("|", "¦"))


def raw(text: str) -> str:
    """Code inside an HTML element that begins a block, where Markdown is not read."""
    return f"<code>{escape(visible(text)[:LONGEST_NAME])}</code>"


def block(text: str, longest: int) -> str:
    """A fenced block; of a longer text its end, which says what went wrong."""
    lines = [visible(line) for line in COLOURS.sub("", text).strip().splitlines()]
    shown = "\n".join(lines)
    if len(shown) > longest:
        shown = f"…{shown[-longest:]}"
    fence = "`" * max(3, _longest_run(shown) + 1)
    return f"{fence}text\n{shown}\n{fence}"


def visible(text: str) -> str:
    """On one line, what would be invisible or reorder the text written as its code point."""
    return text if text.isprintable() else "".join(_visible(character) for character in text)


def _visible(character: str) -> str:
    if character == "\n":
        return "⏎"
    return f"\\u{ord(character):04x}" if unicodedata.category(character) in INVISIBLE else character


def _longest_run(text: str) -> int:
    return max((len(run) for run in re.findall("`+", text)), default=0)
