"""The operator's subcommands: print what waits in the queues, and recover it."""

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import click
from rich.table import Table

from cafe.checkout import workspace
from cafe.environments import LOCAL
from cafe.errors import CafeError
from cafe.operate.connection import Deployed, deployed
from cafe.operate.recovery.failed_batches import StreamRecords
from cafe.operate.recovery.order_scan import OrderScan
from cafe.operate.recovery.queues import QueueState, queue_states, waiting
from cafe.operate.recovery.rate_limiter import RateLimiter
from cafe.operate.recovery.reconcile import Reconciled, Reconciliation
from cafe.operate.recovery.redrive import Redrive, Redriven
from cafe.operate.recovery.relay_failures import RelayFailures
from cafe.operate.recovery.republisher import NullPublisher, Publisher
from cafe.terminal import console, reporter
from orders.adapters.queue import OrderQueue
from orders.adapters.table import OrderTable
from orders.adapters.topic import OrderEvents

MOST_A_SECOND = 500  # Amazon SQS, StartMessageMoveTask: MaxNumberOfMessagesPerSecond
DEAD_LETTERS = "docs/runbooks/dead-letter-queue.md"
RELAY_FAILURES = "docs/runbooks/relay-failures.md"
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
DRY_RUN = click.option("--dry-run", is_flag=True, help="Print what would be done, and change nothing.")
WHERE = click.option(
    "--environment", default=LOCAL.name, show_default=True, help="Environment, with your own credentials for it."
)
RATE = click.option("--rate", type=click.IntRange(1, MOST_A_SECOND), help="At most so many messages a second.")


@dataclass(frozen=True)
class Options:
    """How a recovery command works: where, on how many messages at most, and at how many a second."""

    environment: str
    dry_run: bool
    most: int | None
    rate: int | None
    as_json: bool
    minutes: int = 0


@click.command()
@WHERE
@AS_JSON
def queues(*, environment: str, as_json: bool) -> None:
    """Print how much waits in the queues, and for how long.

    The age is CloudWatch's, or else that of the oldest of a few messages; "?" where nothing measures it.
    """
    there = _reach(environment)
    states = queue_states(there.platform, there.aws.sqs, there.aws.cloudwatch)
    if as_json:
        click.echo(json.dumps([asdict(state) for state in states]))
    else:
        _show(states)


@click.command()
@WHERE
@DRY_RUN
@click.option("--max", "most", type=click.IntRange(1), help="At most so many messages.")
@RATE
@AS_JSON
def redrive(**options: Any) -> None:  # noqa: ANN401  # as Options has them
    """Return dead letters to the orders queue.

    Exit status 1 when some could not be moved; they are still where they were. Safe to stop and to repeat.

    Example: cafe redrive --environment prod --max 10 --dry-run
    """
    chosen = Options(**options)
    result = _redrive(chosen, _reach(chosen.environment))
    moved = f"{'Would move' if chosen.dry_run else 'Moved'} {result.moved} messages to the orders queue."
    _print(result, moved, as_json=chosen.as_json)
    _refuse(result.problems, "What was not moved is still in the dead-letter queue; try again.", DEAD_LETTERS)


@click.command()
@WHERE
@click.option(
    "--older-than", "minutes", default=5, show_default=True, type=click.IntRange(0), help="Minutes an order may wait."
)
@DRY_RUN
@click.option("--max", "most", type=click.IntRange(1), help="Stop after so many; a failed batch is taken as a whole.")
@RATE
@AS_JSON
def reconcile(**options: Any) -> None:  # noqa: ANN401  # as Options has them
    """Queue undecided orders again and publish what is missing.

    Exit status 1 when something could not be published; it is still where it was. Safe to stop and to repeat.

    Example: cafe reconcile --older-than 60 --dry-run
    """
    chosen = Options(**options)
    result = _reconcile(chosen, _reach(chosen.environment))
    _print(result, _summary(result, dry_run=chosen.dry_run), as_json=chosen.as_json)
    _refuse(result.problems, "What was not published is still where it was.", RELAY_FAILURES)


def _reach(environment: str) -> Deployed:
    there = deployed(workspace(), environment)
    if not (there.platform.relay_failure_queue_url and there.platform.topic_arn):
        raise CafeError("The platform was described by an older version.", "Bring it up to date: nox -s up")
    return there


def _redrive(options: Options, there: Deployed) -> Redriven:
    if options.dry_run:
        present = waiting(there.aws.sqs, there.platform.dlq_url)
        return Redriven(present if options.most is None else min(options.most, present))
    return Redrive(there.aws.sqs, there.platform, reporter(), options.rate).run(options.most)


def _reconcile(options: Options, there: Deployed) -> Reconciled:
    aws, platform = there.aws, there.platform
    return Reconciliation(
        failures=RelayFailures(aws.sqs, platform.relay_failure_queue_url),
        records=StreamRecords(aws.dynamodbstreams),
        scan=OrderScan(aws.dynamodb, platform.table),
        orders=OrderTable(aws.dynamodb, platform.table),
        publisher=_publisher(options, there),
        is_dry=options.dry_run,
        most=options.most,
    ).run(received_before=datetime.now(UTC) - timedelta(minutes=options.minutes))


def _publisher(options: Options, there: Deployed) -> Publisher:
    if options.dry_run:
        return Publisher(NullPublisher(), NullPublisher(), lambda _text: None, RateLimiter(None))
    queue = OrderQueue(there.aws.sqs, there.platform.queue_url)
    topic = OrderEvents(there.aws.sns, there.platform.topic_arn)
    return Publisher(queue, topic, reporter(), RateLimiter(options.rate))


def _print(result: Redriven | Reconciled, summary: str, *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(asdict(result)))
    else:
        console.print(summary)


def _show(states: tuple[QueueState, ...]) -> None:
    table = Table(box=None, pad_edge=False)
    table.add_column("queue")
    for title in ("waiting", "in flight", "delayed", "oldest"):
        table.add_column(title, justify="right")
    for state in states:
        table.add_row(state.name, str(state.depth), str(state.in_flight), str(state.delayed), _age(state))
    console.print(table)


def _age(state: QueueState) -> str:
    if state.oldest_age_seconds is not None:
        return str(timedelta(seconds=state.oldest_age_seconds))
    return "?" if state.depth or state.in_flight or state.delayed else ""


def _summary(result: Reconciled, *, dry_run: bool) -> str:
    done = (
        f"orders queued: {result.queued}, changes announced: {result.announced}, "
        f"failed batches settled: {result.batches_settled}"
    )
    return f"Would be done: {done}" if dry_run else f"Done: {done}"


def _refuse(problems: tuple[str, ...], remedy: str, page: str) -> None:
    if problems:
        raise CafeError("; ".join(problems), remedy, page=page)
