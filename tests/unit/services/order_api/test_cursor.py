"""A cursor works for the customer it was made for, as it was made, and not otherwise."""

import base64
import json
from datetime import UTC

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from order_api import cursor
from orders.domain import timestamps
from orders.domain.errors import InvalidCursorError
from orders.domain.identifiers import digest
from orders.domain.store import Position
from tests.support.services.examples import CUSTOMER, order

positions = st.builds(
    Position,
    st.datetimes(timezones=st.just(UTC)).map(timestamps.write),
    st.text(alphabet="abcdefghijklmnopqrstuvwxyz234567", min_size=26, max_size=26),
)
POSITION = Position("2026-03-01T08:15:00.250Z", order().key.order_id)


@given(st.text(), positions)
def test_a_customer_gets_the_position_back(customer: str, position: Position) -> None:
    assert cursor.decode(customer, cursor.encode(customer, position)) == position


@given(st.text(), st.text(), positions)
def test_another_customer_s_cursor_is_refused(customer: str, other: str, position: Position) -> None:
    assume(customer != other)

    with pytest.raises(InvalidCursorError):
        cursor.decode(other, cursor.encode(customer, position))


@given(st.data())
def test_a_cursor_with_any_character_changed_is_refused(data: st.DataObject) -> None:
    written = cursor.encode(CUSTOMER, POSITION)
    index = data.draw(st.integers(0, len(written) - 1))
    character = data.draw(st.characters().filter(lambda drawn: drawn != written[index]))

    with pytest.raises(InvalidCursorError):
        cursor.decode(CUSTOMER, written[:index] + character + written[index + 1 :])


@given(st.text())
def test_no_other_text_is_a_cursor(text: str) -> None:
    with pytest.raises(InvalidCursorError):
        cursor.decode(CUSTOMER, text)


@pytest.mark.parametrize("addition", ["=", "==", "A", " ", "\n"])
def test_nothing_can_be_added_to_a_cursor(addition: str) -> None:
    with pytest.raises(InvalidCursorError):
        cursor.decode(CUSTOMER, cursor.encode(CUSTOMER, POSITION) + addition)


@pytest.mark.parametrize(
    "fields",
    [[5, POSITION.order_id], [POSITION.created_at, 5], ["now", POSITION.order_id], [POSITION.created_at, "id"]],
)
def test_a_cursor_with_a_right_digest_over_no_position_is_refused(fields: list[object]) -> None:
    document = [*fields, digest("cursor", CUSTOMER, *fields)]
    forged = base64.urlsafe_b64encode(json.dumps(document, separators=(",", ":")).encode()).decode().rstrip("=")

    with pytest.raises(InvalidCursorError):
        cursor.decode(CUSTOMER, forged)


@pytest.mark.parametrize("document", ["{}", "[]", "[1,2,3,4]", "null", "[" * 5000, '"abc"'])
def test_a_cursor_of_another_shape_is_refused(document: str) -> None:
    with pytest.raises(InvalidCursorError):
        cursor.decode(CUSTOMER, base64.urlsafe_b64encode(document.encode()).decode())
