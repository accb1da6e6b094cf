"""The operator's subcommands: what waits in the queues, and putting it right."""

import json
from dataclasses import asdict
from datetime import UTC, datetime, timedelta

import click
from rich.table import Table

from cafe.aws import Aws
from cafe.checkout import workspace
from cafe.environments import LOCAL
from cafe.errors import CafeError
from cafe.operate.connection import deployed
from cafe.operate.environment import Environment, environment_of
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
DRY_RUN = click.option("--dry-run", is_flag=True, help="Say what would be done, and change nothing.")
WHERE = click.option(
    "--environment", default=LOCAL.name, show_default=True, help="Environment, with your own credentials for it."
)
RATE = click.option("--rate", type=click.IntRange(1, MOST_A_SECOND), help="At most so many messages a second.")


@click.command()
@WHERE
@AS_JSON
def queues(*, environment: str, as_json: bool) -> None:
    """Show how much waits in the queues, and for how long.

    The age is CloudWatch's, or else that of the oldest of a few messages; "?" where nobody measures it.
    """
    names, aws = _reach(environment)
    states = queue_states(names, aws.sqs, aws.cloudwatch)
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
def redrive(*, environment: str, dry_run: bool, most: int | None, rate: int | None, as_json: bool) -> None:
    """Return dead letters to the orders queue.

    Exit code 1 when some could not be moved; they are still where they were. Safe to stop and to repeat.
    """
    names, aws = _reach(environment)
    if dry_run:
        present = waiting(aws.sqs, names.dlq_url)
        result = Redriven(present if most is None else min(most, present))
    else:
        result = Redrive(aws.sqs, names, reporter(), rate).run(most)
    if as_json:
        click.echo(json.dumps(asdict(result)))
    else:
        console.print(f"{'Would move' if dry_run else 'Moved'} {result.moved} messages to the orders queue.")
    _complain(result.problems, "What was not moved is still in the dead-letter queue; try again.", DEAD_LETTERS)


@click.command()
@WHERE
@click.option(
    "--older-than", "minutes", default=5, show_default=True, type=click.IntRange(0), help="Minutes an order may wait."
)
@DRY_RUN
@click.option("--max", "most", type=click.IntRange(1), help="Stop after so many; a failed batch is taken as a whole.")
@RATE
@AS_JSON
def reconcile(
    *, environment: str, minutes: int, dry_run: bool, most: int | None, rate: int | None, as_json: bool
) -> None:
    """Queue undecided orders again and publish what is missing.

    Exit code 1 when something could not be published; it is still where it was. Safe to stop and to repeat.
    """
    names, aws = _reach(environment)
    run = Reconciliation(
        failures=RelayFailures(aws.sqs, names.relay_failure_queue_url),
        records=StreamRecords(aws.dynamodbstreams),
        scan=OrderScan(aws.dynamodb, names.table),
        orders=OrderTable(aws.dynamodb, names.table),
        publisher=_publisher(names, aws, rate, dry_run=dry_run),
        is_dry=dry_run,
        most=most,
    )
    result = run.run(received_before=datetime.now(UTC) - timedelta(minutes=minutes))
    if as_json:
        click.echo(json.dumps(asdict(result)))
    else:
        console.print(_summary(result, dry_run=dry_run))
    _complain(result.problems, "What was not published is still where it was.", RELAY_FAILURES)


def _reach(environment: str) -> tuple[Environment, Aws]:
    there = deployed(workspace(), environment)
    return environment_of(there.platform), there.aws


def _publisher(environment: Environment, aws: Aws, rate: int | None, *, dry_run: bool) -> Publisher:
    if dry_run:
        return Publisher(NullPublisher(), NullPublisher(), lambda _text: None, RateLimiter(None))
    queue = OrderQueue(aws.sqs, environment.queue_url)
    return Publisher(queue, OrderEvents(aws.sns, environment.topic_arn), reporter(), RateLimiter(rate))


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


def _complain(problems: tuple[str, ...], remedy: str, page: str) -> None:
    if problems:
        raise CafeError("; ".join(problems), remedy, page=page)
