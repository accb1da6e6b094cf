"""What the processor is told by its environment."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OrderProcessorSettings:
    """The table it decides in."""

    aws_region: str
    environment: str
    table_name: str
