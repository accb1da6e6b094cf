"""Times are RFC 3339 in UTC with milliseconds, and sort as text."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orders.domain import timestamps

moments = st.datetimes(timezones=st.just(UTC)).filter(lambda moment: moment.year > 1000).map(timestamps.to_milliseconds)


@given(moments)
def test_what_is_written_is_read_back(moment: datetime) -> None:
    assert timestamps.read(timestamps.write(moment)) == moment


@given(moments, moments)
def test_texts_sort_as_the_moments_do(one: datetime, other: datetime) -> None:
    assert (timestamps.write(one) < timestamps.write(other)) == (one < other)


def test_a_moment_of_another_zone_is_written_in_utc() -> None:
    moment = datetime(2026, 3, 1, 9, tzinfo=timezone(timedelta(hours=1)))

    assert timestamps.write(moment) == "2026-03-01T08:00:00.000Z"


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "2026-03-01", "2026-03-01T08:00:00Z", "2026-03-01T08:00:00.000", "2026-03-01T08:00:00.000+01:00"],
)
def test_any_other_way_to_write_a_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # the parser's own message may come through
        timestamps.read(text)


def test_the_present_has_no_microseconds() -> None:
    assert timestamps.now().microsecond % 1000 == 0
