"""A customer cancels while the processor decides: one of them succeeds, and the answer is what is stored."""

import random
from concurrent.futures import ThreadPoolExecutor

import pytest

from cafe.aws import LocalAws
from tests.support.e2e.crowd import place_many
from tests.support.e2e.guest import Guest
from tests.support.e2e.sizes import size
from tests.support.e2e.switches import processor_off

pytestmark = pytest.mark.local

ORDERS = size(long=500, sample=100)
ENDS = {200: "CANCELLED", 409: "CONFIRMED"}


@pytest.mark.usefixtures("emptied_inbox")
def test_a_cancellation_during_processing_ends_as_its_answer_says(guest: Guest, aws: LocalAws) -> None:
    with processor_off(aws):
        order_ids = place_many(guest, ORDERS)
    random.Random(8).shuffle(order_ids)  # noqa: S311  # a repeatable order, not a secret

    with ThreadPoolExecutor(max_workers=8) as crowd:
        answers = list(crowd.map(lambda order_id: guest.send("POST", f"/orders/{order_id}/cancel"), order_ids))

    ends = [guest.wait_for_decision(order_id) for order_id in order_ids]
    assert {answer.status_code for answer in answers} <= ENDS.keys()
    assert [order["status"] for order in ends] == [ENDS[answer.status_code] for answer in answers]
    for order in ends:
        assert [step["status"] for step in order["history"]] == ["RECEIVED", order["status"]]
        assert order["updated_at"] == order["history"][-1]["at"] >= order["history"][0]["at"]
    cancelled = sum(answer.status_code == 200 for answer in answers)
    print(f"{cancelled} of {ORDERS} cancelled, {ORDERS - cancelled} decided first")  # a figure
