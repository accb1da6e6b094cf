"""Environment variables of the processor."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OrderProcessorSettings:
    """The table of orders."""

    aws_region: str
    environment: str
    table_name: str
