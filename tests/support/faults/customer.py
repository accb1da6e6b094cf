"""A customer who sends the same request, under the same key, until there is an answer."""

from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

import requests

from cafe.errors import CafeError
from cafe.waiting import wait_until
from tests.support.e2e.guest import Guest
from tests.support.faults.promises import Cancellation, Story
from tests.support.faults.schedule import Drinks

TIMEOUT_SECONDS: Final = 20
"""Longer than the API's function may take."""
PATIENCE_SECONDS: Final = 60
PAUSE_SECONDS: Final = 0.2
UNANSWERED: Final = frozenset({429, 500, 502, 503, 504})
QUANTITIES: Final = {Drinks.FEW: (1,), Drinks.TOO_MANY: (20, 20, 11)}


@dataclass(frozen=True)
class InsistentCustomer:
    """A guest whose orders are distinguished by their keys."""

    guest: Guest

    @property
    def customer_id(self) -> str:
        return self.guest.customer_id

    def play(self, story: Story) -> None:
        """Does what is planned for one order."""
        if story.plan.impatient:
            self.ask_once(story)
            return
        self.insist(story)
        if story.plan.repeats:
            self.insist(story)
        if story.plan.cancels and story.order_id:
            self._cancel(story)

    def insist(self, story: Story) -> None:
        """Places the order until the API has answered, or refused, or patience is at its end."""
        with suppress(CafeError):
            wait_until(
                lambda: self.ask_once(story), seconds=PATIENCE_SECONDS, problem="never answered", every=PAUSE_SECONDS
            )

    def ask_once(self, story: Story) -> bool:
        """Places the order under its key; whether there was an answer."""
        story.attempts += 1
        key = {"Idempotency-Key": f"order-{story.plan.number}"}
        answer = self._post("/orders", key, self.guest.body(*QUANTITIES[story.plan.drinks]))
        if answer is None:
            return False
        if answer.status_code == 202:
            story.order_ids.append(answer.json()["order_id"])
        else:
            story.refusals.append(f"{answer.status_code} {answer.text}")
        return True

    def _cancel(self, story: Story) -> None:
        try:
            answer = wait_until(
                lambda: self._post(f"/orders/{story.order_id}/cancel", {}, {}),
                until=lambda answer: answer is not None,
                seconds=PATIENCE_SECONDS,
                problem="the cancellation was never answered",
                every=PAUSE_SECONDS,
            )
        except CafeError as unanswered:
            story.refusals.append(str(unanswered))
            return
        assert answer is not None
        if answer.status_code in (200, 409):
            story.cancellation = Cancellation.GRANTED if answer.status_code == 200 else Cancellation.TOO_LATE
        else:
            story.refusals.append(f"cancellation: {answer.status_code} {answer.text}")

    def _post(self, path: str, headers: dict[str, str], body: dict[str, Any]) -> requests.Response | None:
        try:
            answer = self.guest.send("POST", path, headers=headers, json=body, timeout=TIMEOUT_SECONDS)
        except requests.RequestException:
            return None
        return None if answer.status_code in UNANSWERED else answer
