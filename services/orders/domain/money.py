"""Money in integer minor units, never in floats."""

from dataclasses import dataclass

from orders.domain.errors import InvalidMoneyError

MINOR_UNITS_PER_UNIT = 100


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount in minor units (cents) of an ISO 4217 currency with two decimals."""

    minor_units: int
    currency: str

    def __post_init__(self) -> None:
        if self.minor_units < 0:
            raise InvalidMoneyError("an amount can't be below zero")

    def __add__(self, other: "Money") -> "Money":
        if self.currency != other.currency:
            raise InvalidMoneyError(f"{self.currency} can't be added to {other.currency}")
        return Money(self.minor_units + other.minor_units, self.currency)

    def __mul__(self, quantity: int) -> "Money":
        return Money(self.minor_units * quantity, self.currency)

    def __str__(self) -> str:
        units, cents = divmod(self.minor_units, MINOR_UNITS_PER_UNIT)
        return f"{units}.{cents:02} {self.currency}"
