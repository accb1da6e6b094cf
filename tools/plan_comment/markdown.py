"""Text of others in GitHub's Markdown, so that it makes no link, mention, HTML or table border.

In a code span GitHub looks for none of these (GitHub Flavored Markdown Spec 6.1 and 6.3).
"""

import re
import unicodedata
from html import escape

LONGEST_NAME = 200
INVISIBLE = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}
COLOURS = re.compile(r"\x1b\[[0-9;]*m")


def code(text: str, longest: int = LONGEST_NAME) -> str:
    """A code span on one line, of at most `longest` characters."""
    shown = visible(text) or " "
    if len(shown) > longest:
        shown = f"{shown[:longest]}…"
    fence = "`" * (_longest_run(shown) + 1)
    padding = " " if shown.startswith(("`", " ")) or shown.endswith(("`", " ")) else ""
    return f"{fence}{padding}{shown}{padding}{fence}"


def cell(text: str) -> str:
    """A code span in a table, where a pipe would end the cell even inside the span."""
    return code(text.replace("|", "¦"))


def raw(text: str) -> str:
    """Code in an HTML element that begins a block, where Markdown is not parsed."""
    return f"<code>{escape(visible(text)[:LONGEST_NAME])}</code>"


def block(text: str, longest: int) -> str:
    """A fenced block; of a longer text the end, where the error is."""
    lines = [visible(line) for line in COLOURS.sub("", text).strip().splitlines()]
    shown = "\n".join(lines)
    if len(shown) > longest:
        shown = f"…{shown[-longest:]}"
    fence = "`" * max(3, _longest_run(shown) + 1)
    return f"{fence}text\n{shown}\n{fence}"


def visible(text: str) -> str:
    """The text on one line; characters that are invisible or reorder the text become their code points."""
    return text if text.isprintable() else "".join(_visible(character) for character in text)


def _visible(character: str) -> str:
    if character == "\n":
        return "⏎"
    return f"\\u{ord(character):04x}" if unicodedata.category(character) in INVISIBLE else character


def _longest_run(text: str) -> int:
    return max((len(run) for run in re.findall("`+", text)), default=0)
