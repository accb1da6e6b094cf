"""The comment on a pull request, from real plans: what is told first, what is folded, what is never told."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plan_comment.comment import COUNTED, LIMIT_BYTES, comment
from plan_comment.summary import Action, Attribute, Change, Summary, UnitSummary
from tests.unit.tools.plan_comment.plans import golden

BEFORE_FOLDED = re.compile(r"^(.*?)(?:<details>|\Z)", re.DOTALL)


def told_first(text: str) -> str:
    found = BEFORE_FOLDED.match(text)
    assert found is not None
    return found.group(1)


@pytest.mark.parametrize("case", golden.CASES)
def test_a_real_plan_comes_to_the_comment_that_was_reviewed(case: str) -> None:
    assert comment(golden.summaries(case)) == (golden.HERE / f"{case}.md").read_text()


def test_a_table_that_is_replaced_shouts_before_anything_is_folded() -> None:
    shown = told_first(comment(golden.summaries("table_replaced")))

    assert "THE TABLE `aws_dynamodb_table.orders` IS REPLACED: destroyed with every item in it" in shown
    assert "`hash_key` can't be changed in place" in shown


def test_what_is_unchanged_is_one_line() -> None:
    text = comment(golden.summaries("nothing"))

    assert "Unchanged: `dev` `order_store`, `website`; `prod` `order_store`, `website`." in text
    assert "<details>" not in text


def test_a_unit_that_could_not_be_planned_is_told_with_terraforms_words() -> None:
    text = comment(golden.summaries("fails"))

    assert "`website` **could not be planned**" in told_first(text)
    assert "Error: expected visibility_timeout_seconds to be in the range (0 - 43200), got 90000" in text


def test_plans_on_mocks_and_on_outputs_that_change_are_marked_provisional() -> None:
    shown = told_first(comment(golden.summaries("mocks")))

    assert "| `dev` | `order_service` | 2 | 0 | 0 | 0 | 1 output, provisional |" in shown
    assert "provisional, for `identity` is not applied yet" in shown
    assert "provisional, for `order_store` changes its outputs" in shown


def test_what_was_changed_by_hand_is_named() -> None:
    shown = told_first(comment(golden.summaries("drift")))

    assert "`aws_sqs_queue.failures` was deleted outside Terraform" in shown
    assert "`aws_sqs_queue.orders` was changed (`visibility_timeout_seconds`: `30` → `77`) outside Terraform" in shown


@pytest.mark.parametrize(
    "secret", ["hunter2-espresso", "correct-horse-latte", "tok-", "before\\", "dG9rLSJ", "hunter2", "barista:h"]
)
def test_no_secret_of_a_real_plan_is_told_however_it_is_written(secret: str) -> None:
    assert secret in (golden.HERE / "sensitive.json").read_text() or secret == "before\\"

    assert secret not in comment(golden.summaries("sensitive"))


def test_three_hundred_resources_are_counted_truly_below_githubs_limit() -> None:
    text = comment(golden.summaries("many"))

    assert len(text) < 65_536
    assert "| `dev` | `order_store` | 100 | 100 | 0 | 100 |  |" in text
    assert "| **all** |  | 200 | 200 | 0 | 200 |  |" in text
    assert "Detail was left out" in text


def test_names_are_shown_as_code_and_as_nothing_else() -> None:
    text = comment(golden.summaries("markdown"))

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
def test_the_more_there_is_the_less_is_told_of_each_but_the_counts_stay(
    environments: int, units: int, kept: str
) -> None:
    change = Change(f"a_type.{'a' * 150}", "a_type", Action.CREATE)
    names = [f"dev-{number}" for number in range(environments)]
    plans = [
        Summary(name, "", tuple(UnitSummary(f"unit-{number}", (change,)) for number in range(units))) for name in names
    ]

    text = comment(plans)

    assert kept in text
    assert len(text.encode()) < LIMIT_BYTES


def test_of_a_long_error_the_end_is_told() -> None:
    failed = UnitSummary("website", error=f"{'x' * 9000}\nError: the end")

    text = comment([Summary("dev", "", (failed,))])

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
def test_any_plans_are_told_below_the_limit_with_true_counts(plans: list[Summary], times: int) -> None:
    many = [replace(plan, units=plan.units * times) for plan in plans]

    text = comment(many)

    told = [unit for plan in many for unit in plan.units]
    counts = [str(sum(unit.count(action) for unit in told)) for action in COUNTED]
    assert len(text.encode()) < LIMIT_BYTES
    assert f"| **all** |  | {' | '.join(counts)} |" in text


@settings(max_examples=60)
@given(environments)
def test_no_text_can_open_or_close_a_fold_or_break_a_line_of_the_table(plans: list[Summary]) -> None:
    text = re.sub(r"^(```+)text\n.*?\n\1$", "", comment(plans), flags=re.DOTALL | re.MULTILINE)

    lines = text.splitlines()
    assert sum(line.startswith("<details>") for line in lines) == sum(line == "</details>" for line in lines)
    assert all(line.count("|") == 8 for line in lines if line.startswith("|"))
