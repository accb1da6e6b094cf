"""The menu that the platform under test offers; tests take its drinks, whatever they are called and cost."""

from dataclasses import dataclass
from typing import Any

import requests

from cafe.platform import Platform

TIMEOUT_SECONDS = 30


@dataclass(frozen=True)
class Drink:
    """A drink that can be ordered; the price is in minor units."""

    item_id: str
    name: str
    price: int


def available_drinks(platform: Platform) -> tuple[Drink, ...]:
    answer = requests.get(f"{platform.api_url}/menu", timeout=TIMEOUT_SECONDS)
    answer.raise_for_status()
    drinks = tuple(_drink(item) for item in answer.json()["items"] if item["available"])
    assert len(drinks) >= 3, "The menu has fewer than three drinks that can be ordered; tests order 51 of three drinks."
    return drinks


def _drink(item: dict[str, Any]) -> Drink:
    return Drink(item["item_id"], item["name"], item["unit_price"])
