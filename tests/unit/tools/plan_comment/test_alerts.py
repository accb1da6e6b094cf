"""What a reviewer must not overlook."""

from plan_comment.alerts import alerts
from plan_comment.detail_levels import Detail
from plan_comment.summary import Action, Attribute, Change, Summary, UnitSummary
from tests.support.tools.plans import golden

SHORT, LONG = Attribute("size", "1", "2"), Attribute("policy", "x" * 40, "y" * 40)


def of(unit: UnitSummary, alerted: int = 50) -> str:
    return alerts(Summary("dev", "", (unit,)), Detail(alerted=alerted))


def of_case(case: str) -> str:
    return "\n".join(alerts(summary, Detail()) for summary in golden.summaries(case))


def test_a_replaced_table_is_named_with_what_is_lost_and_why() -> None:
    found = of_case("table_replaced")

    assert "THE TABLE `aws_dynamodb_table.orders` IS REPLACED: destroyed with every item in it" in found
    assert "`hash_key` can't be changed in place" in found


def test_data_stores_come_before_other_losses_and_the_rest_is_counted() -> None:
    lost = [Change(f"a.{number}", "a", Action.DELETE) for number in range(3)]
    table = Change("t.x", "aws_dynamodb_table", Action.DELETE, "it is no longer declared")

    assert of(UnitSummary("store", (*lost, table)), alerted=2).splitlines() == [
        "> [!CAUTION]",
        "> - `dev` `store`: **THE TABLE `t.x` IS DESTROYED with every item in it** (`it is no longer declared`).",
        "> - `dev` `store`: `a.0` is destroyed.",
        "> - `dev` `store`: 2 more are destroyed or replaced.",
    ]


def test_changes_outside_terraform_are_named() -> None:
    found = of_case("drift")

    assert "`aws_sqs_queue.failures` was deleted outside Terraform" in found
    assert "`aws_sqs_queue.orders` was changed (`visibility_timeout_seconds`: `30` → `77`) outside Terraform" in found


def test_long_values_and_many_attributes_are_cut() -> None:
    drifted = Change("a.b", "a", Action.UPDATE, "", (LONG, *[SHORT] * 5))

    assert f"was changed (`policy`, {'`size`: `1` → `2`, ' * 4}…) outside Terraform" in of(
        UnitSummary("s", drift=(drifted,))
    )


def test_a_plan_on_outputs_that_will_change_is_provisional() -> None:
    found = of_case("mocks")

    assert "provisional: outputs of `identity` are not known yet" in found
    assert "provisional: outputs of `order_store` are about to change" in found


def test_a_unit_without_a_plan_is_named() -> None:
    assert "`website` **has no plan**" in of_case("fails")


def test_nothing_to_notice_is_an_empty_text() -> None:
    assert of_case("creates") == ""
