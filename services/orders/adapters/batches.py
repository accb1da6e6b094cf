"""Batches within the limits of SQS and SNS ("Amazon SQS message quotas", "Publishing message batches")."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from botocore.exceptions import BotoCoreError, ClientError

from orders.domain.errors import PublishError

MOST_ENTRIES: Final = 10
MOST_BYTES: Final = 256 * 1024


def deliver[Entry](
    entries: Iterable[Entry], size: Callable[[Entry], int], send: Callable[[list[Entry]], list[str]]
) -> None:
    """Sends every batch in order, also after a failed one; PublishError if any entry was refused.

    `size` returns the bytes of an entry; `send` makes one call and returns the error codes of the refused entries.
    """
    refusals = [code for batch in in_batches(entries, size) for code in _attempt(send, batch)]
    if refusals:
        raise PublishError(f"{len(refusals)} refused: {', '.join(sorted(set(refusals)))}")


def in_batches[Entry](entries: Iterable[Entry], size: Callable[[Entry], int]) -> Iterator[list[Entry]]:
    """The entries in their order, in batches of at most 10 entries and 256 KiB."""
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
