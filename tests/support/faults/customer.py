"""A customer who sends the same request, under the same key, until there is an answer."""

import time
from dataclasses import dataclass
from typing import Any, Final

import requests

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
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not self.ask_once(story) and time.monotonic() < deadline:
            time.sleep(PAUSE_SECONDS)

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
        deadline = time.monotonic() + PATIENCE_SECONDS
        while (answer := self._post(f"/orders/{story.order_id}/cancel", {}, {})) is None:
            if time.monotonic() > deadline:
                story.refusals.append("the cancellation was never answered")
                return
            time.sleep(PAUSE_SECONDS)
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
