"""Batches keep to the limits of SQS and SNS, and a refusal is never overlooked."""

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError
from hypothesis import given
from hypothesis import strategies as st

from orders.adapters.batches import deliver, in_batches
from orders.domain.errors import PublishError

sizes = st.lists(st.integers(1, 256 * 1024), max_size=60)


@given(sizes)
def test_nothing_is_lost_doubled_or_reordered(entries: list[int]) -> None:
    assert [entry for batch in in_batches(entries, int) for entry in batch] == entries


@given(sizes)
def test_no_batch_has_more_than_ten_entries_or_256_kib(entries: list[int]) -> None:
    assert all(1 <= len(batch) <= 10 and sum(batch) <= 256 * 1024 for batch in in_batches(entries, int))


def test_ten_small_entries_are_one_batch() -> None:
    assert list(in_batches(range(10), lambda _: 1)) == [list(range(10))]


def test_two_entries_that_fill_a_batch_are_one_batch() -> None:
    assert list(in_batches([128 * 1024, 128 * 1024], int)) == [[128 * 1024, 128 * 1024]]


def test_all_batches_are_attempted_though_the_first_is_refused() -> None:
    attempted: list[int] = []

    def refuse_the_first(batch: list[int]) -> list[str]:
        attempted.extend(batch)
        return ["InternalError"] if 0 in batch else []

    with pytest.raises(PublishError, match="1 refused: InternalError"):
        deliver(range(25), lambda _: 1, refuse_the_first)
    assert attempted == list(range(25))


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ClientError({"Error": {"Code": "AccessDenied"}}, "Publish"), "AccessDenied"),
        (EndpointConnectionError(endpoint_url="http://nowhere"), "EndpointConnectionError"),
    ],
)
def test_a_failed_call_refuses_its_whole_batch(error: Exception, code: str) -> None:
    def fail(_: list[int]) -> list[str]:
        raise error

    with pytest.raises(PublishError, match=f"12 refused: {code}"):
        deliver(range(12), lambda _: 1, fail)


def test_with_nothing_to_deliver_nothing_is_sent() -> None:
    deliver([], lambda _: 1, lambda _: pytest.fail("sent an empty batch"))
