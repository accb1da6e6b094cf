"""The comment on a pull request, from real plans: what it shows first, what it folds, what it never shows."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plan_comment.comment import COUNTED, LIMIT_BYTES, render_comment
from plan_comment.summary import Action, Attribute, Change, Summary, UnitSummary
from tests.support.tools.plans import golden


@pytest.mark.parametrize("case", golden.CASES)
def test_a_real_plan_makes_the_reviewed_comment(case: str) -> None:
    assert golden.rendered(case) == (golden.HERE / f"{case}.md").read_text()


@pytest.mark.parametrize(
    "secret", ["hunter2-espresso", "correct-horse-latte", "tok-", "before\\", "dG9rLSJ", "hunter2", "barista:h"]
)
def test_no_form_of_a_real_plans_secret_is_shown(secret: str) -> None:
    assert secret in (golden.HERE / "sensitive.json").read_text() or secret == "before\\"

    assert secret not in golden.rendered("sensitive")


def test_a_comment_that_would_be_too_long_leaves_out_details_and_no_count() -> None:
    text = golden.rendered("many")

    assert len(text) < golden.LIMITS["many"]
    assert "| `dev` | `order_store` | 2 | 2 | 0 | 2 |  |" in text
    assert "| **all** |  | 4 | 4 | 0 | 4 |  |" in text
    assert "Detail was left out" in text


def test_names_are_shown_as_code_only() -> None:
    text = golden.rendered("markdown")

    without_code = re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)", "", text)

    for markup in ("@octocat", "](https", "<!-- x", '["</details>'):
        assert markup in text
        assert markup not in without_code
    assert without_code.count("</details>") == without_code.count("<details>") == 1


@pytest.mark.parametrize(
    ("environments", "units", "kept"),
    [(2, 200, "| `dev-0` | `unit-199` | 1 | 0 | 0 | 0 |  |"), (2, 2000, "| `dev-1` | all | 2000 | 0 | 0 | 0 |  |"),
     (3000, 1, "| **all** |  | 3000 | 0 | 0 | 0 |  |")],
)  # fmt: skip
def test_counts_stay_however_many_units_there_are(environments: int, units: int, kept: str) -> None:
    change = Change(f"a_type.{'a' * 150}", "a_type", Action.CREATE)
    names = [f"dev-{number}" for number in range(environments)]
    plans = [
        Summary(name, "", tuple(UnitSummary(f"unit-{number}", (change,)) for number in range(units))) for name in names
    ]

    text = render_comment(plans)

    assert kept in text
    assert len(text.encode()) < LIMIT_BYTES


def test_a_long_error_is_cut_at_its_beginning() -> None:
    failed = UnitSummary("website", error=f"{'x' * 9000}\nError: the end")

    text = render_comment([Summary("dev", "", (failed,))])

    assert "Error: the end\n```" in text
    assert len(text) < 4000


names = st.text(max_size=300) | st.sampled_from(["`", "</details>", "a|b\\", "\n# x", "@x", "\u202e", "``` "])
attributes = st.builds(Attribute, names, names, names, st.booleans())
changes = st.builds(Change, names, names, st.sampled_from(Action), names, st.lists(attributes, max_size=3).map(tuple))
some = st.lists(names, max_size=3).map(tuple)
units = st.builds(
    UnitSummary, names, st.lists(changes, max_size=4).map(tuple), st.lists(changes, max_size=2).map(tuple),
    some, some, some, st.just("") | st.text(max_size=200).map(lambda text: f"</details>\n{text}"),
)  # fmt: skip
environments = st.lists(st.builds(Summary, names, names, st.lists(units, max_size=3).map(tuple)), max_size=3)


@settings(max_examples=40)
@given(environments, st.sampled_from([1, 30]))
def test_any_plans_stay_below_the_limit_with_true_counts(plans: list[Summary], times: int) -> None:
    many = [replace(plan, units=plan.units * times) for plan in plans]

    text = render_comment(many)

    shown = [unit for plan in many for unit in plan.units]
    counts = [str(sum(unit.count(action) for unit in shown)) for action in COUNTED]
    assert len(text.encode()) < LIMIT_BYTES
    assert f"| **all** |  | {' | '.join(counts)} |" in text


@settings(max_examples=60)
@given(environments)
def test_no_text_opens_or_closes_a_fold_or_breaks_a_table_row(plans: list[Summary]) -> None:
    text = re.sub(r"^(```+)text\n.*?\n\1$", "", render_comment(plans), flags=re.DOTALL | re.MULTILINE)

    lines = text.splitlines()
    assert sum(line.startswith("<details>") for line in lines) == sum(line == "</details>" for line in lines)
    assert all(line.count("|") == 8 for line in lines if line.startswith("|"))
