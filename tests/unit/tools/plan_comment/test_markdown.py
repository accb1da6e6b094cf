"""Text of others in Markdown."""

import pytest

from plan_comment.markdown import block, cell, code, raw


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("name", "`name`"),
        ("", "`   `"),
        ("`x`", "`` `x` ``"),
        ("a``b", "```a``b```"),
        ("two\nlines", "`two⏎lines`"),
        ("\u202eabc", "`\\u202eabc`"),
    ],
)
def test_code_is_one_span_on_one_line(text: str, expected: str) -> None:
    assert code(text) == expected


def test_long_code_is_cut() -> None:
    assert code("abcdefgh", 5) == "`abcde…`"


def test_a_pipe_does_not_end_a_cell() -> None:
    assert cell("a|b") == "`a¦b`"


def test_html_is_escaped() -> None:
    assert raw("</code><b>") == "<code>&lt;/code&gt;&lt;b&gt;</code>"


def test_a_block_keeps_the_end_and_its_fence() -> None:
    assert block("first\n```\n\x1b[31mlast\x1b[0m", 8) == "````text\n…```\nlast\n````"
