"""What nobody may overlook, in words: what is destroyed, what could not be planned, what was changed by hand."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from plan_comment.detail_levels import Detail
from plan_comment.markdown import code
from plan_comment.summary import Action, Attribute, Change, Summary, UnitSummary

LONGEST_VALUES = 60


class Holding(NamedTuple):
    """A kind of resource that holds something that is lost with it."""

    name: str
    what: str


HOLDINGS = {
    "aws_dynamodb_table": Holding("table", "every item in it"),
    "aws_s3_bucket": Holding("bucket", "every object in it"),
    "aws_sqs_queue": Holding("queue", "every message in it"),
    "aws_cognito_user_pool": Holding("user pool", "every customer's account in it"),
    "aws_cloudwatch_log_group": Holding("log group", "every line in it"),
    "aws_kms_key": Holding("key", "everything encrypted with it"),
}


def dangers(summary: Summary, detail: Detail) -> str:
    """Alerts for one environment, or an empty text."""
    units = summary.units if detail.warned else ()
    where = code(summary.environment)
    alerts = (
        _alert("CAUTION", _losses(units, where, detail)),
        _alert("WARNING", _failures(units, where)),
        _alert("WARNING", _drift(units, where, detail)),
        _alert("NOTE", _provisional(units, where)),
    )
    return "\n\n".join(alert for alert in alerts if alert)


def _alert(kind: str, lines: Iterable[str]) -> str:
    listed = [f"> - {line}" for line in lines]
    return "\n".join([f"> [!{kind}]", *listed]) if listed else ""


def _losses(units: Sequence[UnitSummary], where: str, detail: Detail) -> Iterator[str]:
    for unit in units:
        lost = [change for change in unit.changes if change.action in (Action.REPLACE, Action.DELETE)]
        for change in sorted(lost, key=lambda change: change.type not in HOLDINGS)[: detail.warned]:
            yield f"{where} {code(unit.name)}: {_loss(change)}"
        yield from _more(len(lost) - detail.warned, f"{where} {code(unit.name)}", "destroyed or replaced")


def _loss(change: Change) -> str:
    why = f" ({reason})" if (reason := _reason(change)) else ""
    name = code(change.address)
    holding = HOLDINGS.get(change.type)
    if holding is None:
        return f"{name} is {'replaced' if change.action is Action.REPLACE else 'destroyed'}{why}."
    if change.action is Action.REPLACE:
        return (
            f"**THE {holding.name.upper()} {name} IS REPLACED: destroyed with {holding.what}, "
            f"then made anew, empty**{why}."
        )
    return f"**THE {holding.name.upper()} {name} IS DESTROYED with {holding.what}**{why}."


def _reason(change: Change) -> str:
    names = [attribute.path for attribute in change.attributes if attribute.forces_replacement]
    forced = f"{', '.join(code(name) for name in names[:5])} can't be changed in place" if names else ""
    return forced or (code(change.why) if change.why else "")


def _failures(units: Sequence[UnitSummary], where: str) -> Iterator[str]:
    for unit in units:
        if unit.error:
            yield f"{where} {code(unit.name)} **could not be planned**: what it would do is not known."


def _drift(units: Sequence[UnitSummary], where: str, detail: Detail) -> Iterator[str]:
    for unit in units:
        for change in unit.drift[: detail.warned]:
            yield f"{where} {code(unit.name)}: {code(change.address)} was {_what_happened(change)} outside Terraform."
        yield from _more(len(unit.drift) - detail.warned, f"{where} {code(unit.name)}", "changed outside Terraform")


def _what_happened(change: Change) -> str:
    if change.action is Action.DELETE:
        return "deleted"
    told = ", ".join(_attribute(attribute) for attribute in change.attributes[:5])
    return f"changed ({told}{', …' if len(change.attributes) > 5 else ''})"


def _attribute(attribute: Attribute) -> str:
    if len(attribute.before) + len(attribute.after) > LONGEST_VALUES:
        return code(attribute.path)
    return f"{code(attribute.path)}: {code(attribute.before)} → {code(attribute.after)}"


def _provisional(units: Sequence[UnitSummary], where: str) -> Iterator[str]:
    for unit in units:
        for names, because in ((unit.mocked, "is not applied yet"), (unit.moving, "changes its outputs")):
            if names:
                listed = ", ".join(code(name) for name in names)
                yield f"{where} {code(unit.name)} is provisional, for {listed} {because}: the deploy plans it again."


def _more(count: int, where: str, what: str) -> Iterator[str]:
    if count > 0:
        yield f"{where}: {count} more are {what}."
