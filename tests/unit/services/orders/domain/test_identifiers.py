"""Identifiers are computed: equal for the same request, different for any other."""

from hypothesis import assume, given
from hypothesis import strategies as st

from orders.domain.identifiers import digest, event_id, is_correlation_id, is_order_id, order_key, request_hash
from orders.domain.order_request import OrderRequest, RequestedItem
from tests.support.services.examples import CUSTOMER, order

customers = st.text(min_size=1, max_size=64)
keys = st.text(alphabet=st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=1, max_size=64)
requests = st.builds(
    OrderRequest,
    st.lists(st.builds(RequestedItem, st.text(), st.integers(1, 20)), min_size=1, max_size=5).map(tuple),
    st.none() | st.text(),
)


@given(customers, keys)
def test_an_order_id_is_26_characters_of_lower_case_base32(customer: str, key: str) -> None:
    assert is_order_id(order_key(customer, key).order_id)


@given(customers, keys)
def test_the_same_customer_and_key_give_the_same_order(customer: str, key: str) -> None:
    assert order_key(customer, key) == order_key(customer, key)


@given(st.tuples(customers, keys), st.tuples(customers, keys))
def test_another_customer_or_key_gives_another_order(one: tuple[str, str], other: tuple[str, str]) -> None:
    assume(one != other)

    assert order_key(*one).order_id != order_key(*other).order_id


@given(st.lists(st.text()), st.lists(st.text()))
def test_parts_can_not_be_shifted_from_one_to_the_next(one: list[str], other: list[str]) -> None:
    assume(one != other)

    assert digest(*one) != digest(*other)


@given(requests, requests)
def test_requests_have_the_same_hash_only_if_they_ask_for_the_same(one: OrderRequest, other: OrderRequest) -> None:
    assert (request_hash(one) == request_hash(other)) == (one == other)


def test_the_order_id_of_a_key_never_changes() -> None:
    """Otherwise a retry across a deploy would place a second order."""
    assert order_key(CUSTOMER, "a-key").order_id == "eo7eae3r4kktwnibmbtnfkxfer"


def test_no_other_text_is_an_order_id() -> None:
    known = order().key.order_id

    assert not any(
        is_order_id(text) for text in ["", known[1:], known + "a", known.upper(), known[:-1] + "1", known + "\n"]
    )


def test_an_event_is_named_by_its_order_and_version() -> None:
    assert event_id(order()) == f"{order().key.order_id}#1"


@given(st.text())
def test_a_correlation_id_is_plain_text_without_anything_to_interpret(text: str) -> None:
    assert not is_correlation_id(text) or text.replace("-", "").replace("_", "").isalnum() or set(text) <= {"-", "_"}
