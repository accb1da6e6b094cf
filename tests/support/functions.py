"""The functions of the platform by what invokes them; their names are in services/functions.json."""

from cafe.checkout import workspace
from cafe.environments import LOCAL
from cafe.functions import Function, read_functions

FUNCTIONS = read_functions(workspace().root)


def invoked_by(trigger: str) -> Function:
    """The function on an order's way that the API, the stream or the queue invokes."""
    return next(function for function in FUNCTIONS if function.trigger == trigger)


def local_name(trigger: str) -> str:
    """Its name in the local AWS."""
    return f"{LOCAL.prefix}-{invoked_by(trigger).aws_name}"
