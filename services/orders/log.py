"""The one logger: JSON lines. Ids may be logged; notes, tokens and e-mail addresses never are."""

from typing import Final

from aws_lambda_powertools import Logger

logger: Final = Logger()
