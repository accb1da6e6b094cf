"""Batches as SQS and SNS take them ("Amazon SQS message quotas", "Publishing message batches")."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from botocore.exceptions import BotoCoreError, ClientError

from orders.domain.errors import NotTaken

MOST_ENTRIES: Final = 10
MOST_BYTES: Final = 256 * 1024


def deliver[Entry](
    entries: Iterable[Entry], size: Callable[[Entry], int], send: Callable[[list[Entry]], list[str]]
) -> None:
    """Attempts every batch in order, whatever became of the one before; NotTaken if any entry was refused.

    `size` is an entry's in bytes; `send` makes one call and answers the codes of the entries refused.
    """
    refusals = [code for batch in in_batches(entries, size) for code in _attempt(send, batch)]
    if refusals:
        raise NotTaken(f"{len(refusals)} not taken: {', '.join(sorted(set(refusals)))}")


def in_batches[Entry](entries: Iterable[Entry], size: Callable[[Entry], int]) -> Iterator[list[Entry]]:
    """The entries in their order, at most ten and 256 KiB together."""
    batch: list[Entry] = []
    total = 0
    for entry in entries:
        if batch and (len(batch) == MOST_ENTRIES or total + size(entry) > MOST_BYTES):
            yield batch
            batch, total = [], 0
        batch.append(entry)
        total += size(entry)
    if batch:
        yield batch


def _attempt[Entry](send: Callable[[list[Entry]], list[str]], batch: list[Entry]) -> list[str]:
    try:
        return send(batch)
    except ClientError as error:
        return [error.response["Error"]["Code"]] * len(batch)
    except BotoCoreError as error:
        return [type(error).__name__] * len(batch)
