"""What a reviewer must not overlook."""

from plan_comment.alerts import alerts
from plan_comment.detail_levels import Detail
from plan_comment.summary import Action, Attribute, Change, Summary, UnitSummary

SHORT, LONG = Attribute("size", "1", "2"), Attribute("policy", "x" * 40, "y" * 40)


def of(unit: UnitSummary, alerted: int = 50) -> str:
    return alerts(Summary("dev", "", (unit,)), Detail(alerted=alerted))


def test_data_stores_come_before_other_losses_and_the_rest_is_counted() -> None:
    lost = [Change(f"a.{number}", "a", Action.DELETE) for number in range(3)]
    table = Change("t.x", "aws_dynamodb_table", Action.DELETE, "it is no longer declared")

    assert of(UnitSummary("store", (*lost, table)), alerted=2).splitlines() == [
        "> [!CAUTION]",
        "> - `dev` `store`: **THE TABLE `t.x` IS DESTROYED with every item in it** (`it is no longer declared`).",
        "> - `dev` `store`: `a.0` is destroyed.",
        "> - `dev` `store`: 2 more are destroyed or replaced.",
    ]


def test_long_values_and_many_attributes_are_cut() -> None:
    drifted = Change("a.b", "a", Action.UPDATE, "", (LONG, *[SHORT] * 5))

    assert f"was changed (`policy`, {'`size`: `1` → `2`, ' * 4}…) outside Terraform" in of(
        UnitSummary("s", drift=(drifted,))
    )
