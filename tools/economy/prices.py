"""AWS's list prices, from a file with their date and where each is published; free tiers are left aside."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

PRICES_FILE: Final = Path(__file__).with_name("inputs") / "prices.json"


@dataclass(frozen=True)
class Price:
    """US dollars for so many of a thing, and the page of AWS that states it."""

    usd: float
    per: float
    source: str


@dataclass(frozen=True)
class PriceList:
    """Prices of one region on one day."""

    as_of: str
    region: str
    prices: dict[str, Price]

    def cost(self, name: str, amount: float) -> float:
        """Dollars for `amount` of the thing."""
        price = self.prices[name]
        return amount * price.usd / price.per


def read_prices(file: Path = PRICES_FILE) -> PriceList:
    """The price list."""
    document = json.loads(file.read_text())
    prices = {name: Price(**price) for name, price in document["prices"].items()}
    return PriceList(document["as_of"], document["region"], prices)
