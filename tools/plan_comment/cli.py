"""`plan-comment`: renders Terraform plans as one Markdown comment."""

import re
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from plan_comment.comment import MARKER, render_comment
from plan_comment.errors import PlanCommentError
from plan_comment.github_api import github, keep_comment
from plan_comment.plan_reader import open_plan, read_plans
from plan_comment.summary import Summary, UnitSummary, read_summaries, to_json

PULL_REQUEST = re.compile(r"(?P<repository>[\w.-]+/[\w.-]+)#(?P<number>[1-9]\d*)")
EXIT_STATUS = "Exit status: 0 if every plan was read, 1 if one was not or GitHub refused, 2 for wrong use."


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit status."""
    options = _parse(arguments)
    summaries = _from_plans(options.environment) if options.environment else _from_files(options.from_summary)
    try:
        _deliver(summaries, options)
    except (OSError, PlanCommentError) as error:
        sys.stderr.write(f"plan-comment: {error}\n")
        return 1
    return int(any(unit.error for summary in summaries for unit in summary.units))


def _parse(arguments: Sequence[str] | None) -> Namespace:
    output = _output_options()
    parser = _parser(output)
    chosen, others = output.parse_known_args(arguments)  # first: they may stand between an environment and its units
    options = parser.parse_args(others, chosen)
    for name, *units in options.environment or ():
        if not units or not all(re.fullmatch("[^=]+=.+", unit) for unit in units):
            parser.error(f"--environment {name}: give UNIT=FILE for each unit")
    return options


def _output_options() -> ArgumentParser:
    parser = ArgumentParser("plan-comment", add_help=False, allow_abbrev=False)
    output = parser.add_mutually_exclusive_group()
    output.add_argument("--summary", type=Path, metavar="FILE", help="write a summary without secrets instead")
    output.add_argument("--post", type=_pull_request, metavar="OWNER/REPO#N", help="keep it as one comment there")
    return parser


def _parser(output: ArgumentParser) -> ArgumentParser:
    parser = ArgumentParser("plan-comment", description=__doc__, epilog=EXIT_STATUS, parents=[output])
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument(
        "--environment",
        nargs="+",
        action="append",
        metavar=("NAME", "UNIT=FILE"),
        help="an environment, and what `terraform show -json` printed of the saved plan of each unit; repeatable",
    )
    source.add_argument(
        "--from-summary", nargs="+", action="extend", type=Path, metavar="FILE", help="render files of --summary"
    )
    return parser


def _pull_request(text: str) -> re.Match[str]:
    found = PULL_REQUEST.fullmatch(text)
    if found is None:
        raise ArgumentTypeError(f"{text!r} is not OWNER/REPO#N")
    return found


def _from_plans(environments: Sequence[Sequence[str]]) -> list[Summary]:
    plans = [open_plan(*unit.split("=", 1)) for _, *units in environments for unit in units]
    read = iter(read_plans(plans))
    return [Summary(name, "", tuple(islice(read, len(units)))) for name, *units in environments]


def _from_files(files: Sequence[Path]) -> list[Summary]:
    return [summary for file in files for summary in _from_file(file)]


def _from_file(file: Path) -> Sequence[Summary]:
    try:
        return read_summaries(file)
    except PlanCommentError as error:
        return (Summary(str(file), "", (UnitSummary("all", error=str(error)),)),)


def _deliver(summaries: Sequence[Summary], options: Namespace) -> None:
    if options.summary:
        options.summary.write_text(to_json(summaries))
        return
    text = render_comment(summaries)
    sys.stdout.write(text)
    if options.post:
        place = options.post
        address = keep_comment(github(place["repository"]), int(place["number"]), MARKER, text)
        sys.stderr.write(f"The comment is {address}\n")
