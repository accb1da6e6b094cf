"""What a reviewer must not overlook: data that is destroyed, units without a plan, changes outside Terraform."""

from collections.abc import Iterator, Sequence

from plan_comment.detail_levels import Detail
from plan_comment.markdown import code
from plan_comment.summary import Action, Attribute, Change, Summary, UnitSummary

MOST_VALUE_CHARACTERS = 60
MOST_ATTRIBUTES = 5
DATA_STORES = {
    "aws_dynamodb_table": ("table", "every item in it"),
    "aws_s3_bucket": ("bucket", "every object in it"),
    "aws_sqs_queue": ("queue", "every message in it"),
    "aws_cognito_user_pool": ("user pool", "every account in it"),
    "aws_cloudwatch_log_group": ("log group", "every line in it"),
    "aws_kms_key": ("key", "everything encrypted with it"),
}
"""Resources that hold data, by type: what each is called, and what is lost with it."""


def alerts(summary: Summary, detail: Detail) -> str:
    """The alerts of an environment, or an empty text."""
    named = [(f"{code(summary.environment)} {code(unit.name)}", unit) for unit in summary.units if detail.alerted]
    kinds = (("CAUTION", _losses), ("WARNING", _errors), ("WARNING", _drift), ("NOTE", _provisional))
    found = (
        (kind, [f"> - {where}{line}" for where, unit in named for line in lines(unit, detail.alerted)])
        for kind, lines in kinds
    )
    return "\n\n".join("\n".join([f"> [!{kind}]", *lines]) for kind, lines in found if lines)


def _losses(unit: UnitSummary, most: int) -> Iterator[str]:
    lost = [change for change in unit.changes if change.action in (Action.REPLACE, Action.DELETE)]
    lost.sort(key=lambda change: change.type not in DATA_STORES)
    yield from (f": {_loss(change)}" for change in lost[:most])
    yield from _more(lost[most:], "destroyed or replaced")


def _loss(change: Change) -> str:
    reason = _reason(change)
    why = f" ({reason})" if reason else ""
    name, is_replaced = code(change.address), change.action is Action.REPLACE
    if change.type not in DATA_STORES:
        return f"{name} is {'replaced' if is_replaced else 'destroyed'}{why}."
    kind, content = DATA_STORES[change.type]
    if is_replaced:
        return f"**THE {kind.upper()} {name} IS REPLACED: destroyed with {content}, then created empty**{why}."
    return f"**THE {kind.upper()} {name} IS DESTROYED with {content}**{why}."


def _reason(change: Change) -> str:
    names = [code(attribute.path) for attribute in change.attributes if attribute.forces_replacement]
    if names:
        return f"{', '.join(names[:MOST_ATTRIBUTES])} can't be changed in place"
    return code(change.why) if change.why else ""


def _errors(unit: UnitSummary, _most: int) -> Iterator[str]:
    if unit.error:
        yield " **has no plan**: what it would do is not known."


def _drift(unit: UnitSummary, most: int) -> Iterator[str]:
    for change in unit.drift[:most]:
        yield f": {code(change.address)} was {_what_happened(change)} outside Terraform."
    yield from _more(unit.drift[most:], "changed outside Terraform")


def _what_happened(change: Change) -> str:
    if change.action is Action.DELETE:
        return "deleted"
    shown = [_attribute(attribute) for attribute in change.attributes[:MOST_ATTRIBUTES]]
    return f"changed ({', '.join([*shown, *['…'] * (len(change.attributes) > MOST_ATTRIBUTES)])})"


def _attribute(attribute: Attribute) -> str:
    if len(attribute.before) + len(attribute.after) > MOST_VALUE_CHARACTERS:
        return code(attribute.path)
    return f"{code(attribute.path)}: {code(attribute.before)} → {code(attribute.after)}"


def _provisional(unit: UnitSummary, _most: int) -> Iterator[str]:
    for names, state in ((unit.mocked_dependencies, "not known yet"), (unit.changing_dependencies, "about to change")):
        if names:
            listed = ", ".join(map(code, names))
            yield f" is provisional: outputs of {listed} are {state}. The deploy plans it again."


def _more(others: Sequence[Change], what: str) -> Iterator[str]:
    if others:
        yield f": {len(others)} more are {what}."
