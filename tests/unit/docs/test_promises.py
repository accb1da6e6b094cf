"""What the pages promise has a proof, and what they are made from has not changed since."""

import re

import pytest

from plan_comment.comment import COUNTED, HEADER
from tests.support.documents import LINK, ROOT

CLAIMS = [line.split("|") for line in (ROOT / "README.md").read_text().splitlines() if line.count("|") == 4]
FIGURE = re.compile(r"\d[\d,.]*\d|\d")


def test_every_threat_has_a_test_that_shows_how_it_is_stopped() -> None:
    section = (ROOT / "docs" / "security.md").read_text().partition("## Threats")[2].partition("\n## ")[0]
    _, _, *threats = [line for line in section.splitlines() if line.startswith("|")]

    assert threats
    assert [threat for threat in threats if not LINK.search(threat.split("|")[4])] == []


@pytest.mark.parametrize(("figures", "proof"), [(row[2], row[3]) for row in CLAIMS if "](docs/" in row[3]])
def test_each_figure_of_the_front_page_is_on_the_page_that_proves_it(figures: str, proof: str) -> None:
    pages = [(ROOT / link).read_text() for link in LINK.findall(proof)]
    proven = {figure for page in pages for figure in FIGURE.findall(page)}

    assert set(FIGURE.findall(figures)) <= proven


def test_the_comment_that_delivery_quotes_has_the_form_of_one_and_adds_up() -> None:
    section = (ROOT / "docs" / "delivery.md").read_text().partition("### The comment it posted")[2]
    quoted = [line.removeprefix("> ") for line in section.splitlines() if line.startswith(">")]
    title, table = quoted[0].removeprefix("## Plans: ").split(", "), [line for line in quoted if line.startswith("|")]
    *units, total = [[int(cell) for cell in line.split("|")[3:7]] for line in table[2:]]

    assert table[:2] == HEADER.splitlines()
    assert [sum(column) for column in zip(*units, strict=True)] == total
    for action, count in zip(COUNTED, total, strict=True):
        assert (f"{count} to {action.verb}" in title) == (count > 0)


def test_the_settings_that_start_your_own_names_are_settings() -> None:
    named = set(re.findall(r"`(\w+) = ", (ROOT / "docs" / "start-your-own.md").read_text()))
    settings = "".join((ROOT / "live" / file).read_text() for file in ("prod/env.hcl", "settings.hcl"))

    assert named
    assert named <= set(re.findall(r"^ +(\w+) += ", settings, re.MULTILINE))
