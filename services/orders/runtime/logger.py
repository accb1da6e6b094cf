"""The one logger: JSON lines. Ids may be logged; notes, tokens and e-mail addresses never are."""

from collections.abc import Mapping
from typing import Final

from aws_lambda_powertools import Logger
from aws_lambda_powertools.logging.formatter import LambdaPowertoolsFormatter

SAID_BY_THE_LOG_GROUP: Final = frozenset({"function_name", "function_arn", "function_memory_size"})
"""The same in every line of a function: a third of the price of keeping it."""


class LeanFormatter(LambdaPowertoolsFormatter):
    """Powertools' lines without what the name of the log group says already."""

    def serialize(self, log: Mapping[str, object]) -> str:
        """The line as JSON."""
        return self.json_serializer({name: value for name, value in log.items() if name not in SAID_BY_THE_LOG_GROUP})


logger: Final = Logger(logger_formatter=LeanFormatter())
